/**
 * Stable order and grouping: the same input in any order is the same plan.
 * @module
 */

/** By the first key that differs. Not by locale, which is the machine's. */
export function by<T>(keysOf: (item: T) => readonly (string | number)[]) {
  return (a: T, b: T): number => {
    const others = keysOf(b)
    for (const [index, key] of keysOf(a).entries()) {
      const other = others[index]
      if (other !== undefined && key !== other) return key < other ? -1 : 1
    }
    return 0
  }
}

/** Items that share a key, directly or through others, in one group. Every item has a key. */
export function connected<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): T[][] {
  const groups = new Map<string, { items: T[]; keys: string[] }>()
  for (const item of items) {
    const keys = [...keysOf(item)]
    const touched = [...new Set(keys.map((key) => groups.get(key)))].filter((held) => held != null)
    const group = {
      items: [...touched.flatMap((held) => held.items), item],
      keys: [...touched.flatMap((held) => held.keys), ...keys],
    }
    for (const key of group.keys) groups.set(key, group)
  }
  return [...new Set(groups.values())].map((group) => group.items)
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}
