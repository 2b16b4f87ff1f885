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
}

type Schemas = Readonly<Record<string, Schema>>

/** Optional parts appear where they have an example of their own. */
export function exampleOf(schema: Schema, schemas: Schemas): unknown {
  const { $ref, example, properties, items, required = [] } = schema
  if (example !== undefined) return example
  if ($ref !== undefined) return exampleOf(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas)
  if (items) return [exampleOf(items, schemas)]
  if (!properties) return schema.enum?.[0]
  const parts = Object.entries(properties)
    .map(([name, part]) => [name, exampleOf(part, schemas)] as const)
    .filter(([name, part]) => part !== undefined || required.includes(name))
  return parts.length === 0 ? undefined : Object.fromEntries(parts)
}
