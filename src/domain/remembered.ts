/**
 * What depends on its name alone is worked out once for each name, and for so many names at most:
 * files name the same goods again and again, but what callers may name has no end.
 * @module
 */

/** Longer names are not kept: a bound on how many says nothing of how much. */
export const longestName = 200

export function remembered<T>(most: number): (name: string, make: () => T) => T {
  const known = new Map<string, { readonly value: T }>()
  return (name, make) => {
    const found = known.get(name)
    if (found) return found.value
    const value = make()
    if (name.length > longestName) return value
    if (known.size >= most) known.clear()
    known.set(name, { value })
    return value
  }
}
