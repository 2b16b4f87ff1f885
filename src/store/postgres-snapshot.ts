/**
 * A PostgreSQL database as it stands at one moment, for whoever reads all of it while nodes go on.
 * @module
 */
import pg from 'pg'
import type { Db, Row } from './db.ts'
import { translate } from './postgres-error.ts'

export type Snapshot = Pick<Db, 'read'> & { readonly close: () => Promise<void> }

/** 20 is `bigint`; all of ours are within what a number holds exactly. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === 20 ? (Number as never) : (pg.types.getTypeParser(id, format) as never),
}

export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: url, types, connectionTimeoutMillis: 10_000 })
  // What breaks shows at the next read.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read read only')
  } catch (error) {
    throw translate(error)
  }
  return {
    read: async <R extends Row>({ sql, values }: Parameters<Db['read']>[0]) => {
      let n = 0
      try {
        // Our SQL has no `?` but for values.
        return (await client.query(sql.replace(/\?/g, () => `$${++n}`), [...values])).rows as R[] // prettier-ignore
      } catch (error) {
        throw translate(error)
      }
    },
    close: () => client.end(),
  }
}
