/**
 * Lays out what the desk's pages load for a platform that serves files by itself: wrangler runs this
 * before it builds the Worker.
 * @module
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { own, packaged } from '../src/web/assets.ts'
import { nodeAssets } from '../src/web/node.ts'

const folder = join(import.meta.dirname, '..', '.wrangler', 'site', 'assets')
mkdirSync(folder, { recursive: true })
const read = nodeAssets()
const files = { ...own, ...Object.fromEntries(Object.keys(packaged).map((name) => [name, read(name) ?? ''])) } // prettier-ignore
for (const [name, text] of Object.entries(files)) {
  const path = join(folder, name)
  // Several Workers are built at once in the tests; nobody may find half a file.
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}
