/**
 * `{{name}}` in the texts of a target, wherever they stand.
 * @module
 */

const mark = /\{\{\s*([A-Za-z]+)\s*\}\}/g

export type Values = Readonly<Record<string, string>>

/** The value with every text in it filled in; numbers and the like stay. */
export function filled<T>(value: T, values: Values): T {
  const fill = (part: unknown): unknown => {
    if (typeof part === 'string') return part.replace(mark, (all, name: string) => values[name] ?? all) // prettier-ignore
    if (Array.isArray(part)) return part.map(fill)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, fill(inner)]))
  }
  return fill(value) as T
}

export type Unknown = { readonly path: readonly (string | number)[]; readonly name: string }

/** Marks in `value` that nothing fills in. */
export function unknownIn(
  value: unknown,
  known: readonly string[],
  path: readonly (string | number)[] = [],
): Unknown[] {
  if (typeof value === 'string') {
    const names = [...value.matchAll(mark)].map(([, name = '']) => name)
    return names.filter((name) => !known.includes(name)).map((name) => ({ path, name }))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    unknownIn(inner, known, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** A JSON pointer (RFC 6901) into what a client answered. */
export function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (part, step) =>
        typeof part === 'object' && part !== null && Object.hasOwn(part, step)
          ? (part as Readonly<Record<string, unknown>>)[step]
          : undefined,
      value,
    )
}
