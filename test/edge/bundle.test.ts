/**
 * The bundles as wrangler would send them: their size, and the CPU that their global scopes take. The
 * platform refuses what takes a second of its CPU. A process of its own runs them, on the V8 of Node,
 * whose CPU is counted: workerd tells only how long it took, which on a busy machine is another thing.
 * @module
 */
import { execFile } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../store/folder.ts'

const root = new URL('../..', import.meta.url).pathname
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
const run = promisify(execFile)

const mostKib = 1024
const mostMillis = 1000

/** Prints the milliseconds of CPU that it takes to import the module that it is told. */
const importing = `
  const begun = process.cpuUsage()
  await import(process.argv[1])
  const { user, system } = process.cpuUsage(begun)
  console.log((user + system) / 1000)`

describe('the bundle', () => {
  const folder = temporaryFolder()

  const built = async (name: string, config: string) => {
    const outdir = join(folder, name)
    const asked = ['deploy', '--dry-run', '--outdir', outdir, '-c', config]
    const env = { ...process.env, WRANGLER_LOG: 'log', NO_COLOR: '1' }
    const { stdout } = await run(process.execPath, [wrangler, ...asked], { cwd: root, env })
    const [, kib] = /gzip: ([\d.]+) KiB/.exec(stdout) ?? []
    if (kib === undefined) throw new Error(`wrangler did not say how large it is: ${stdout}`)
    const module = join(outdir, 'worker.mjs')
    renameSync(join(outdir, 'worker.js'), module)
    return { kib: Number(kib), module }
  }

  const started = async (module: string) => {
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', importing, module])
    return Number(stdout)
  }

  it.each([
    ['gateway', 'wrangler.toml'],
    ['mock-cbp', 'mock-cbp/wrangler.toml'],
  ])('of %s is under a megabyte gzipped, and starts within the second that it may', async (name, config) => {
    const { kib, module } = await built(name, config)
    const millis = Math.min(await started(module), await started(module))
    console.log(`${name}: ${Math.ceil(kib)} KiB gzipped, ${Math.ceil(millis)} ms of CPU to start`)
    expect(kib).toBeLessThan(mostKib)
    expect(millis).toBeLessThan(mostMillis)
  }, 180_000) // prettier-ignore
})
