// `npm run mock`: the mock in little memory. What its sources are once their types are stripped is
// kept, because to strip them takes 30 MB that a process never gives back; a clone that was never
// run does it in a process of its own first.
//
// The flags in package.json, measured after 100,000 filings: a small young generation and an old one
// that is swept at 1.6 times what lives in it (190 MB without both, 50 MB with), and no compiler
// threads, each of which keeps what its largest function took (20 MB).
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const self = fileURLToPath(import.meta.url)
const cache = join(dirname(self), '..', 'node_modules', '.cache', 'gate321')
const preparing = process.argv[2] === 'prepare'

if (!preparing && !existsSync(cache)) {
  // With the same flags: V8 takes no code that was compiled under others.
  spawnSync(process.execPath, [...process.execArgv, self, 'prepare'])
}
enableCompileCache(cache)
const { main } = await import('../mock-cbp/node.ts')
if (!preparing) await main()
else {
  // What is loaded when somebody asks for it, so that it is not stripped then.
  await import('../mock-cbp/scenario/file.ts')
  await import('../mock-cbp/capsule/export.ts')
}
