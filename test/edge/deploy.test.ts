import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import { deploy } from '../../scripts/deployment.ts'
import type { Config, Deployment } from '../../scripts/deployment.ts'
import { freshFolder } from '../journey/process.ts'

const project = join(import.meta.dirname, '../..')

const configs: Record<string, Config> = {
  'wrangler.toml': {
    name: 'gate321',
    main: 'src/worker.ts',
    assets: { directory: '.wrangler/site' },
    d1_databases: [{ database_name: 'gate321', database_id: '0' }],
    r2_buckets: [{ bucket_name: 'gate321-documents' }],
    queues: { producers: [{ queue: 'gate321-wakes' }] },
  },
  'mock-cbp/wrangler.toml': {
    name: 'mock-cbp',
    main: 'worker.ts',
    d1_databases: [{ database_name: 'mock-cbp', database_id: '1' }],
  },
}

/** An account that remembers what was created in it. */
function account() {
  const has = new Set<string>()
  const calls: string[] = []
  const secrets: unknown[] = []
  const wrangler: Deployment['wrangler'] = async (args) => {
    calls.push(args.join(' '))
    const [kind = '', ...rest] = args.filter((arg) => arg !== 'bucket')
    const [verb = '', name = ''] = rest
    if (kind === 'd1' && verb === 'list') {
      const listed = [...has].filter((one) => one.startsWith('d1 '))
      return { ok: true, said: JSON.stringify(listed.map((one) => ({ name: one.slice(3), uuid: `id of ${one.slice(3)}` }))) }
    }
    if (verb === 'create') has.add(`${kind} ${name}`)
    if (verb === 'info') return { ok: has.has(`${kind} ${name}`), said: '' }
    if (kind === 'secret') return { ok: has.has('secret'), said: has.has('secret') ? '[{"name":"GATE321_API_KEY"}]' : 'no such Worker' }
    const file = args[args.indexOf('--secrets-file') + 1]
    if (args.includes('--secrets-file') && file) {
      secrets.push(JSON.parse(readFileSync(file, 'utf8')), file)
      has.add('secret')
    }
    return { ok: true, said: 'Total Upload: 2 KiB / gzip: 1 KiB\nhttps://gate321.somebody.workers.dev' }
  }
  return { wrangler, calls, secrets }
} // prettier-ignore

describe('npm run deploy', () => {
  let folder: ReturnType<typeof freshFolder>
  beforeEach(() => {
    folder = freshFolder()
    return folder.remove
  })

  const given = (env: Deployment['env'] = {}) => {
    const { wrangler, calls, secrets } = account()
    const said: string[] = []
    const deployment: Deployment = {
      root: folder.path,
      wrangler,
      readConfig: (path) => configs[path.slice(folder.path.length + 1)] ?? {},
      env,
      say: (line) => said.push(line),
      isUp: async () => true,
    }
    return { deployment, calls, secrets, said }
  }

  it('creates in an empty account all that is bound, and deploys the mock before the gateway', async () => {
    const { deployment, calls, said } = given()
    await deploy(deployment, false)
    const does = (what: string) => calls.findIndex((call) => call.startsWith(what))
    for (const what of ['d1 create gate321', 'd1 create mock-cbp', 'queues create gate321-wakes', 'r2 bucket create gate321-documents']) {
      expect([what, does(what) >= 0]).toEqual([what, true])
    }
    const deployed = calls.filter((call) => call.startsWith('deploy'))
    expect(deployed.map((call) => /(\S+)\.json/.exec(call)?.[1]?.split('/').at(-1))).toEqual(['mock-cbp', 'gate321'])
    const used = JSON.parse(readFileSync(join(folder.path, '.wrangler/deployed/gate321.json'), 'utf8')) as Config
    expect(used.d1_databases).toEqual([{ database_name: 'gate321', database_id: 'id of gate321' }])
    expect(used.main).toBe(join(folder.path, 'src/worker.ts'))
    expect(said.at(-1)).toBe('It is up: https://gate321.somebody.workers.dev')
  }) // prettier-ignore

  it('creates nothing and makes no key when it is done again', async () => {
    const { deployment, calls, secrets } = given()
    await deploy(deployment, false)
    const [before, kept] = [calls.length, secrets.length]
    await deploy(deployment, false)
    expect(calls.slice(before).filter((call) => call.includes('create'))).toEqual([])
    expect(secrets).toHaveLength(kept)
  })

  it('shows no secret on a command line, nor in what it says, and leaves none in its file', async () => {
    const key = 'a-key-of-my-own-that-nobody-may-see'
    const { deployment, calls, secrets, said } = given({ GATE321_API_KEY: key })
    await deploy(deployment, false)
    const [values, file] = secrets as [unknown, string]
    expect(values).toEqual({ GATE321_API_KEY: key })
    expect(existsSync(file)).toBe(false)
    expect([...calls, ...said].join('\n')).not.toContain(key)
    expect(said).toContain('secrets: GATE321_API_KEY')
  })

  it('makes a key where none is given, and says where it is but not what', async () => {
    const { deployment, secrets, said } = given()
    await deploy(deployment, false)
    const path = join(folder.path, '.wrangler/deployed/api-key')
    const key = readFileSync(path, 'utf8')
    expect(key.length).toBeGreaterThan(40)
    expect(secrets[0]).toEqual({ GATE321_API_KEY: key })
    expect(said.join('\n')).toContain(path)
    expect(said.join('\n')).not.toContain(key)
  })

  it('says what wrangler said when it fails', async () => {
    const { deployment } = given()
    const wrangler = async () => ({ ok: false, said: 'You are not authenticated.' })
    await expect(deploy({ ...deployment, wrangler }, false)).rejects.toThrow(
      'wrangler d1 list --json failed:\nYou are not authenticated.',
    )
  })

  it('builds both Workers for a dry run, and needs no account', async () => {
    const env = { ...process.env, CLOUDFLARE_API_TOKEN: '', GATE321_API_KEY: '' }
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/deploy.ts', '--dry-run'], { cwd: project, env })
    expect(stdout).toContain('wrangler d1 create gate321, unless it is there')
    expect(stdout).toMatch(/^mock-cbp: Total Upload: .* gzip: /m)
    expect(stdout).toMatch(/^gate321: Total Upload: .* gzip: /m)
    expect(stdout).toContain('secrets it would set: GATE321_API_KEY')
  }, 120_000) // prettier-ignore
})
