/**
 * The packages' files on Node, read once from where npm has put them.
 * @module
 */
import { readFileSync } from 'node:fs'
import { packaged } from './assets.ts'
import type { Packaged } from './assets.ts'

export function nodeAssets(): Packaged {
  const files = new Map(
    Object.entries(packaged).map(([name, file]) => [
      name,
      readFileSync(new URL(import.meta.resolve(file)), 'utf8'),
    ]),
  )
  return (name) => files.get(name)
}
