/**
 * The stores of shards on Workers: D1 databases, each bound under the name that the setting gives.
 * @module
 */
import { d1 } from '../store/d1.ts'
import type { D1Like } from '../store/d1.ts'
import type { Db } from '../store/db.ts'
import type { Named } from './names.ts'

/** What is named and not bound is a mistake of the deployment, told by its name. */
export function boundStores(
  env: Readonly<Record<string, unknown>>,
  shards: readonly Named[],
): ReadonlyMap<string, Db> {
  const missing = shards.filter(({ address }) => env[address] === undefined)
  if (missing.length > 0) {
    const bindings = missing.map(({ address }) => address).join(', ')
    throw new Error(`no D1 database is bound as ${bindings}; wrangler.toml lists the bindings`)
  }
  return new Map(shards.map(({ name, address }) => [name, d1(env[address] as D1Like)]))
}
