/**
 * The shards as a setting lists them: `east=postgres://..., west=./west.sqlite`, or on Workers names
 * of D1 bindings.
 * @module
 */

export type Named = { readonly name: string; readonly address: string }

export type Reading =
  | { readonly ok: true; readonly shards: readonly Named[] }
  | { readonly ok: false; readonly mistakes: readonly string[] }

const form = /^([a-z][a-z0-9-]{0,30})=(\S+)$/

/** All mistakes at once. A name is for ever: it stands in the directory. */
export function readShards(setting: string): Reading {
  const mistakes: string[] = []
  const shards: Named[] = []
  for (const item of setting.split(',').map((each) => each.trim())) {
    const [, name, address] = form.exec(item) ?? []
    if (name === undefined || address === undefined) {
      mistakes.push(`"${item}" must be a name in small letters, "=" and where its store is`)
    } else if (shards.some((shard) => shard.name === name)) {
      mistakes.push(`the shard ${name} is named twice`)
    } else if (shards.some((shard) => shard.address === address)) {
      mistakes.push(`${name} has the store of another shard`)
    } else {
      shards.push({ name, address })
    }
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, shards }
}
