/**
 * A restore: a backup becomes the database of an installation, elsewhere or here, with its
 * documents. It may not send until it is reconciled with CBP.
 * @module
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openFile } from '../store/file.ts'
import { pauseSending } from '../store/sending.ts'
import { expectKept, expectSound } from './backup.ts'
import { unpackDocuments } from './documents.ts'
import { databaseName, Refused } from './refused.ts'
import type { Verified } from './verify.ts'
import { aside, giveName } from './whole.ts'

export type Restored = Verified & { readonly documents: number }

export async function restore(from: string, data: string, at: string): Promise<Restored> {
  const path = join(data, databaseName)
  if (!existsSync(from)) throw new Refused(`There is no ${from}.`)
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${path}${suffix}`)) {
      throw new Refused(`${path}${suffix} is there; a restore never writes over a database. Move it aside.`) // prettier-ignore
    }
  }
  mkdirSync(data, { recursive: true })
  const part = aside(path)
  try {
    copyFileSync(from, part)
    chmodSync(part, 0o600)
    const copy = opened(part, from)
    try {
      await expectKept(copy, from)
      const verified = await expectSound(copy, from)
      const documents = await unpackDocuments(copy, data)
      await copy.write([pauseSending(at, `it was restored at ${at}`)])
      copy.close()
      giveName(part, path)
      return { ...verified, documents }
    } finally {
      copy.close()
    }
  } finally {
    for (const suffix of ['', '-journal']) rmSync(`${part}${suffix}`, { force: true })
  }
}

function opened(part: string, from: string) {
  try {
    return openFile(part, { readonly: false })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Refused(`${from} cannot be used: ${why}.`, { cause })
  }
}
