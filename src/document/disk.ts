/**
 * Documents in a folder. A file appears whole or not at all: written aside, synced, then renamed.
 * @module
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Files } from './files.ts'

export function diskFiles(folder: string): Files {
  const pathOf = (key: string) => {
    if (!/^[a-z0-9/-]+$/i.test(key) || key.includes('..')) throw new RangeError(`bad key ${key}`)
    return join(folder, key)
  }
  return {
    put: async (key, bytes) => {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      const file = await open(`${path}.part`, 'w')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${path}.part`, path)
    },
    get: async (key) => {
      try {
        return new Uint8Array(await readFile(pathOf(key)))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}
