/**
 * Lays out what the desk's pages load for a platform that serves files by itself: wrangler runs this
 * before it builds the Worker.
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { own, packaged } from '../src/web/assets.ts'
import { nodeAssets } from '../src/web/node.ts'

const folder = join(import.meta.dirname, '..', '.wrangler', 'site', 'assets')
mkdirSync(folder, { recursive: true })
const read = nodeAssets()
for (const [name, text] of Object.entries(own)) writeFileSync(join(folder, name), text)
for (const name of Object.keys(packaged)) writeFileSync(join(folder, name), read(name) ?? '')
