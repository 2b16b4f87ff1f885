// `npm start`: what the sources are once their types are stripped is kept, because to strip them
// takes a third of a start. The first start of a clone writes it down, a moment after it serves.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
enableCompileCache(join(root, 'node_modules', '.cache', 'gate321-start'))
const { main } = await import('../src/dev.ts')
await main()
setTimeout(flushCompileCache, 5000).unref()
