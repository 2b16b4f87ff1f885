/**
 * Stable order and grouping: the same input in any order is the same plan.
 * @module
 */

type Keys = readonly (string | number)[]

/** By the first key that differs. Not by locale, which is the machine's. */
export function sortedBy<T>(items: readonly T[], keysOf: (item: T) => Keys): T[] {
  return items
    .map((item) => ({ item, keys: keysOf(item) }))
    .toSorted((a, b) => compare(a.keys, b.keys))
    .map(({ item }) => item)
}

function compare(keys: Keys, others: Keys): number {
  for (const [index, key] of keys.entries()) {
    const other = others[index]
    if (other !== undefined && key !== other) return key < other ? -1 : 1
  }
  return 0
}

/** Items that share a key, directly or through others, in one group. Every item has a key. */
export function connected<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): T[][] {
  const groups = new Map<string, { items: T[]; keys: string[] }>()
  for (const item of items) {
    const keys = keysOf(item)
    const touched = new Set(keys.map((key) => groups.get(key)).filter((held) => held != null))
    const [group = { items: [], keys: [] }, ...others] = touched
    const added = [
      ...others.flatMap((held) => held.keys),
      ...keys.filter((key) => !groups.has(key)),
    ]
    group.items.push(...others.flatMap((held) => held.items), item)
    group.keys.push(...added)
    for (const key of added) groups.set(key, group)
  }
  return [...new Set(groups.values())].map((group) => group.items)
}
