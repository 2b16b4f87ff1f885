/**
 * Documents in a folder. A file appears whole or not at all: written aside, synced, then renamed.
 * @module
 */
import { mkdir, mkdtemp, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Files } from './files.ts'

export function diskFiles(folder: string): Files {
  const pathOf = (key: string) => {
    if (!/^[a-z0-9/-]+$/i.test(key)) throw new RangeError(`bad key ${key}`)
    return join(folder, key)
  }
  return {
    put: async (key, bytes) => {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      // Of its own for each put: the same document may come with two answers at once.
      const aside = await mkdtemp(`${path}.part-`)
      try {
        await writeSynced(join(aside, 'bytes'), bytes)
        await rename(join(aside, 'bytes'), path)
        await syncFolder(dirname(path))
      } finally {
        await rm(aside, { recursive: true })
      }
    },
    get: async (key) => {
      try {
        return new Uint8Array(await readFile(pathOf(key)))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Without it a power failure can take the name back. Windows opens no folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
