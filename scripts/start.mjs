// `npm start`: what the sources are once their types are stripped is kept, because to strip them
// takes a third of a start. The first start of a clone writes it down, a moment after it serves.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// glibc keeps free memory for each thread, and ever larger pieces of it: 40 MB when all is warm. It
// reads what it may keep once, before anything of ours runs, so the process takes its own place
// (40 ms), with the same id and the same open files.
if (process.platform === 'linux' && process.env.MALLOC_ARENA_MAX === undefined) {
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  const bounds = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072' }
  try {
    process.execve?.(process.execPath, again, { ...process.env, ...bounds })
  } catch {
    // Where it may not, it goes on as it was started.
  }
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
enableCompileCache(join(root, 'node_modules', '.cache', 'gate321-start'))
const { main } = await import('../src/dev.ts')
await main()
setTimeout(flushCompileCache, 5000).unref()
