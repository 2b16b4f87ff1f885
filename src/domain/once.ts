/**
 * What is worked out when it is first asked for, and not again.
 * @module
 */

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
