/**
 * The houses of this machine: a folder with SQLite, or a PostgreSQL. One to leave is read as it
 * stands at one moment, while its gateway goes on; one to enter is made where none is.
 * @module
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { diskFiles } from '../document/disk.ts'
import type { Files } from '../document/files.ts'
import { storedFiles } from '../document/stored.ts'
import type { Clock } from '../gateway/deps.ts'
import { openDatabase } from '../record/backup.ts'
import { databaseName, Refused } from '../record/refused.ts'
import { aside, giveName } from '../record/whole.ts'
import type { Db } from '../store/db.ts'
import { openFile } from '../store/file.ts'
import { migrate } from '../store/migrations.ts'
import { openSnapshot } from '../store/postgres-snapshot.ts'
import { openPostgres, widenIntegers } from '../store/postgres.ts'
import { schema } from '../store/schema.ts'
import { houseOf } from './house.ts'
import type { House } from './house.ts'

export type Place = {
  readonly data: string
  /** PostgreSQL; SQLite in `data` without it. */
  readonly databaseUrl?: string | undefined
  /** A folder that the nodes of a PostgreSQL share; otherwise documents are in the database. */
  readonly documents?: string | undefined
}

export const filesOf = (db: Db, { data, databaseUrl, documents }: Place): Files =>
  databaseUrl === undefined
    ? diskFiles(data)
    : documents === undefined
      ? storedFiles(db)
      : diskFiles(documents)

export type Opened = {
  readonly house: House
  /** What was made is there from now on. */
  readonly finish: () => void
  readonly close: () => Promise<void>
}

/** A house that is only read takes no write. */
const reading = (db: Pick<Db, 'read'>): Db => ({
  ...db,
  write: async () => {
    throw new Error('this house is only read')
  },
})

export async function openToLeave(place: Place, clock: Clock): Promise<Opened> {
  if (place.databaseUrl !== undefined) {
    const snapshot = await openSnapshot(place.databaseUrl)
    const db = reading(snapshot)
    const house = houseOf({ db, files: filesOf(db, place), clock })
    return { house, finish: () => undefined, close: snapshot.close }
  }
  const file = openDatabase(place.data)
  file.hold()
  const db = reading(file)
  const house = houseOf({ db, files: filesOf(db, place), clock })
  return { house, finish: () => undefined, close: async () => file.close() }
}

export async function openToEnter(place: Place, clock: Clock): Promise<Opened> {
  mkdirSync(place.data, { recursive: true })
  if (place.databaseUrl === undefined) return enterFolder(place.data, clock)
  const { databaseUrl } = place
  const open = () => openPostgres(databaseUrl, { pause: (millis) => pause(millis) })
  const made = await open()
  await made.alone(async () => {
    await migrate(made, schema)
    await widenIntegers(made)
  })
  // What a connection has prepared does not outlive the change of a column.
  await made.close()
  const db = await open()
  const house = houseOf({ db, files: filesOf(db, place), clock })
  return { house, finish: () => undefined, close: db.close }
}

/** Made aside, and named when it is whole: until then no gateway can be started on it. */
async function enterFolder(data: string, clock: Clock): Promise<Opened> {
  const path = join(data, databaseName)
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${path}${suffix}`)) {
      throw new Refused(`${path}${suffix} is there; a move goes into an empty house. Name another folder with --data.`) // prettier-ignore
    }
  }
  const part = aside(path)
  writeFileSync(part, '', { mode: 0o600 })
  const file = openFile(part, { readonly: false })
  await migrate(file, schema)
  return {
    house: houseOf({ db: file, files: diskFiles(data), clock }),
    finish: () => {
      file.close()
      giveName(part, path)
    },
    close: async () => {
      file.close()
      for (const suffix of ['', '-journal']) rmSync(`${part}${suffix}`, { force: true })
    },
  }
}
