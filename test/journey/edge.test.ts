import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshFolder, kill, until } from './process.ts'

const run = promisify(execFile)

const page = readFileSync('docs/edge.md', 'utf8')
const blocks = [...page.matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block)
const local = blocks.filter((block) => block.includes('http://localhost:3321'))

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** `npm run X` without npm, which would install first. */
const scripts: Record<string, string> = {
  'npm run dev:edge': 'scripts/edge.ts',
  'npm run deploy -- --dry-run': 'scripts/deploy.ts --dry-run',
}
const script = (line: string) => (scripts[line] ?? '').split(' ')

describe('the page on Cloudflare', () => {
  const folder = freshFolder()
  let edge: ChildProcess
  let url = ''
  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    expect(blocks[0]?.trim()).toBe('npm run dev:edge')
    edge = spawn(process.execPath, script('npm run dev:edge'), {
      env: { ...process.env, PORT: String(port), GATE321_DATA: folder.path, GATE321_TODAY: '' },
      stdio: 'ignore',
    })
    await until(
      () => fetch(`${url}/readyz`).then(({ ok }) => ok, () => false),
      (isUp) => isUp,
    )
  }, 120_000) // prettier-ignore
  afterAll(async () => {
    await kill(edge, 'SIGTERM')
    folder.remove()
  }, 30_000)

  const shell = async (block: string) => {
    const here = block.replaceAll('http://localhost:3321', url)
    return (await run('bash', ['-c', here], { cwd: folder.path })).stdout
  }

  it('goes from a shipment to its release on this machine, by its own commands', async () => {
    const [file = '', look = ''] = local
    expect(local).toHaveLength(2)
    expect(JSON.parse(await shell(file))).toMatchObject({ entryNumber: 'ZZ9-0000001-1', status: 'queued' })
    const entry = await until(
      async () => JSON.parse(await shell(look)) as { status: string },
      ({ status }) => status === 'released',
    )
    expect(entry.status).toBe('released')
  }, 60_000) // prettier-ignore

  it('shows what a deployment would do, without an account', async () => {
    const line = blocks.find((block) => block.includes('--dry-run'))?.trim() ?? ''
    const { stdout } = await run(process.execPath, script(line))
    expect(stdout).toContain('gate321: Total Upload')
  }, 120_000)

  it('names only what the configuration has', () => {
    const config = readFileSync('wrangler.toml', 'utf8') + readFileSync('mock-cbp/wrangler.toml', 'utf8')
    const removed = blocks.find((block) => block.includes('wrangler delete')) ?? ''
    const names = [...removed.matchAll(/(?:--name|delete) ([a-z][\w-]+)/g)].map(([, name]) => name)
    expect(new Set(names)).toEqual(new Set(['gate321', 'mock-cbp', 'gate321-wakes', 'gate321-documents']))
    for (const name of names) expect(config).toContain(`"${name}"`)
  }) // prettier-ignore
})
