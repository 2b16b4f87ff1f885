/**
 * Work on a list, a bounded number of items at once, results in the order of the list.
 * @module
 */
export async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += size) {
    results.push(...(await Promise.all(items.slice(at, at + size).map(work))))
  }
  return results
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
