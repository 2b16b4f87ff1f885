/**
 * Only what is there: a field without a value is a name that the object does not have.
 * @module
 */
type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

export const present = <T extends Readonly<Record<string, unknown>>>(values: T) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Present<T>
