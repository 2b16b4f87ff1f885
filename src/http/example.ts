/**
 * An example of a JSON schema, put together from the examples of its parts.
 * @module
 */

export type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly example?: unknown
  readonly enum?: readonly unknown[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

type Schemas = Readonly<Record<string, Schema>>

/** Optional parts appear where they have an example of their own; half an example is none. */
export function exampleOf(schema: Schema, schemas: Schemas): unknown {
  const { $ref, example, properties, items, anyOf, required = [] } = schema
  if (example !== undefined) return example
  if ($ref !== undefined) return exampleOf(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas)
  if (anyOf?.[0]) return exampleOf(anyOf[0], schemas)
  if (items) {
    const item = exampleOf(items, schemas)
    return item === undefined ? undefined : [item]
  }
  if (!properties) return schema.enum?.[0]
  const parts = Object.entries(properties)
    .map(([name, part]) => [name, exampleOf(part, schemas)] as const)
    .filter(([, part]) => part !== undefined)
  const names = new Set(parts.map(([name]) => name))
  return required.every((name) => names.has(name)) && parts.length > 0
    ? Object.fromEntries(parts)
    : undefined
}
