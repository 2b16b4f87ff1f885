/**
 * Archiving by age: entries that ended before a day leave the store for files, some thousands to a
 * file. A file is written, synced, read back and verified before anything is taken out.
 * @module
 */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { damageText } from '../record/damage.ts'
import { nodeDigest } from '../record/file.ts'
import { Refused } from '../record/refused.ts'
import { verify } from '../record/verify.ts'
import { archivable, archives, countArchived, putArchive } from '../store/archives.ts'
import type { Archive, Head } from '../store/archives.ts'
import { sealsFrom } from '../store/seals.ts'
import { nameOf, readArchive, writeArchive } from './file.ts'
import type { Written } from './file.ts'
import { archiveLines } from './lines.ts'
import type { Keeping } from './lines.ts'
import { moveToArchive } from './move.ts'

export type Archiving = Keeping & {
  /** Entries silent since this instant. */
  readonly before: string
  readonly folder: string
  readonly now: () => string
  /** Of one file; what is held at once are its ids. */
  readonly entriesInFile?: number
}

export type Archived = { readonly archives: readonly Archive[]; readonly entries: number }

/** A release can still be taken back, and somebody asks about a parcel, for months. */
export const minimumDays = 180

export async function archive(archiving: Archiving): Promise<Archived> {
  const { db, folder, entriesInFile = 20_000 } = archiving
  mkdirSync(folder, { recursive: true })
  const done: Archive[] = []
  let entries = 0
  const moveOn = async (one: Archive) => {
    expectThere(one, folder)
    await moveToArchive(archiving, one, folder)
    done.push(one)
    entries += await countArchived(db, one.n)
  }
  const known = await archives(db)
  for (const one of known) if (one.state === 'moving') await moveOn(one)
  let previous = known.at(-1)
  for (;;) {
    const heads = await next(archiving, entriesInFile)
    if (heads.length === 0) return { archives: done, entries }
    const made = await make(archiving, heads, previous)
    await db.write([putArchive(made)])
    await moveOn(made)
    previous = made
  }
}

/** In pages, because each is read beside the gateway. */
async function next({ db, before }: Archiving, most: number): Promise<Head[]> {
  const heads: Head[] = []
  while (heads.length < most) {
    const limit = Math.min(most - heads.length, 500)
    const page = await archivable(db, before, heads.at(-1)?.id ?? '', limit)
    heads.push(...page)
    if (page.length < limit) break
  }
  return heads
}

async function make(
  archiving: Archiving,
  heads: readonly Head[],
  previous: Archive | undefined,
): Promise<Archive> {
  const { db, before, folder, now } = archiving
  const n = (previous?.n ?? 0) + 1
  const at = now()
  const heading = {
    n,
    at,
    before,
    previous: previous?.sha256 ?? null,
    seal: await newestSealed(db),
  }
  const written = await writeArchive(archiveLines(archiving, heads), heading, folder)
  const entries = await expectVerified(join(folder, written.name), written, heads)
  const { name, sha256 } = written
  return { n, name, sha256, previous: heading.previous, madeAt: at, entries, state: 'moving' }
}

async function newestSealed(db: Keeping['db']) {
  let newest: { n: number; at: string; hash: string } | null = null
  for (let from = 0; ;) {
    const page = await sealsFrom(db, from, 500)
    for (const { n, at, hash } of page) if (hash !== null) newest = { n, at, hash }
    const last = page.at(-1)
    if (!last || page.length < 500) return newest
    from = last.n + 1
  }
}

/** As it lies on the disk, not as it was meant. */
async function expectVerified(path: string, { sha256 }: Written, heads: readonly Head[]) {
  const verified = await verify(readArchive(path, sha256), { hashOf: nodeDigest })
  const [first] = verified.damage
  if (first) throw new Refused(`${path} does not verify, nothing was taken out: ${damageText(first)}.`) // prettier-ignore
  if (verified.entries !== heads.length) {
    throw new Refused(`${path} has ${verified.entries} entries for ${heads.length}; nothing was taken out.`) // prettier-ignore
  }
  return verified.entries
}

function expectThere({ n, name, sha256 }: Archive, folder: string): void {
  if (name === nameOf(n, sha256) && existsSync(join(folder, name))) return
  throw new Refused(`${name} is half moved, and not in ${folder}. Name the folder it was written to with --to.`) // prettier-ignore
}
