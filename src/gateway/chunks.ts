/**
 * Work on a list, a bounded number of items at once: the next begins when one is done. The results
 * have the order of the list.
 * @module
 */
export async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  let failed = false
  const lane = async () => {
    for (const [n, item] of queue) {
      if (failed) return
      results[n] = await work(item).catch((error: unknown) => {
        failed = true
        throw error
      })
    }
  }
  await allDone(Array.from({ length: Math.min(size, items.length) }, lane))
  return results
}

/** As `Promise.all`, but what fails leaves nothing of the others under way. */
export async function allDone<const T extends readonly unknown[]>(doing: T) {
  await Promise.allSettled(doing)
  return Promise.all(doing)
}

/** Groups put together, each whole, up to `most` items; one that is larger stays alone. */
export function wholeGroups<T>(groups: readonly (readonly T[])[], most: number): T[][] {
  const portions: T[][] = []
  for (const group of groups) {
    const last = portions.at(-1)
    if (last && last.length + group.length <= most) last.push(...group)
    else portions.push([...group])
  }
  return portions
}
