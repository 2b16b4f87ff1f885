/**
 * Only what is there: a field without a value is a name that the object does not have.
 * @module
 */
type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

export function present<T extends Readonly<Record<string, unknown>>>(values: T): Present<T> {
  const there: Record<string, unknown> = {}
  for (const name of Object.keys(values)) {
    if (values[name] !== undefined) there[name] = values[name]
  }
  return there as Present<T>
}
