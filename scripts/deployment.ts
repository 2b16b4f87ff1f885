/**
 * What `npm run deploy` does, step by step, with wrangler handed in: databases, queue and bucket
 * where there are none, mock-cbp, and the gateway with its secrets. Done again it changes only what
 * has changed.
 * @module
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export type Ran = { readonly ok: boolean; readonly said: string }

export type Deployment = {
  readonly root: string
  /** Runs wrangler, and neither shows nor changes what it says. */
  readonly wrangler: (args: readonly string[]) => Promise<Ran>
  /** A `wrangler.toml` as an object. */
  readonly readConfig: (path: string) => Config
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say: (line: string) => void
  /** Whether the gateway is up at its address; asked once, so that the schema is there at once. */
  readonly isUp: (url: string) => Promise<boolean>
}

export type Config = Readonly<Record<string, unknown>> & {
  readonly name?: string
  readonly main?: string
  readonly assets?: { readonly directory?: string }
  readonly build?: object
  readonly d1_databases?: readonly Database[]
  readonly r2_buckets?: readonly { readonly bucket_name?: string }[]
  readonly queues?: { readonly producers?: readonly { readonly queue: string }[] }
}

type Database = { readonly database_name?: string; readonly database_id?: string }

/** In this order: the gateway's binding needs a Worker to lead to. */
const configs = ['mock-cbp/wrangler.toml', 'wrangler.toml']
const secrets = ['GATE321_API_KEY', 'GATE321_CBP_PASSWORD'] as const

export class DeploymentFailed extends Error {
  override readonly name = 'DeploymentFailed'
}

export async function deploy(deployment: Deployment, isDry: boolean): Promise<void> {
  const { root, say, readConfig } = deployment
  const folder = join(root, '.wrangler', 'deployed')
  mkdirSync(folder, { recursive: true })
  const read = configs.map((path) => ({ path, config: readConfig(join(root, path)) }))
  const ids = isDry ? new Map<string, string>() : await provide(deployment, read)
  if (isDry) for (const { config } of read) plan(config, say)

  for (const { path, config } of read) {
    const name = config.name ?? path
    const own = join(folder, `${name}.json`)
    writeFileSync(own, JSON.stringify(placed(config, join(root, path), root, ids), null, 2))
    const isGateway = path === 'wrangler.toml'
    if (isDry) {
      const outdir = join(folder, name)
      const built = await run(deployment, ['deploy', '--dry-run', '--outdir', outdir, '-c', own])
      say(`${name}: ${size(built)}`)
      if (isGateway) say(`secrets it would set: ${await secretsToSet(deployment, name, true)}`)
      continue
    }
    const said = isGateway
      ? await withSecrets(deployment, name, folder, (file) =>
          run(deployment, ['deploy', '-c', own, ...(file ? ['--secrets-file', file] : [])]),
        )
      : await run(deployment, ['deploy', '-c', own])
    say(`${name}: deployed, ${size(said)}`)
    if (isGateway) await greet(deployment, /https:\/\/\S+\.workers\.dev/.exec(said)?.[0])
  }
}

/** Its paths are of the folder that it is read from. */
function placed(config: Config, from: string, root: string, ids: ReadonlyMap<string, string>) {
  const here = dirname(from)
  const { main = '', assets, build, d1_databases = [], ...rest } = config
  return {
    ...rest,
    main: resolve(here, main),
    ...(assets ? { assets: { ...assets, directory: resolve(here, assets.directory ?? '') } } : {}),
    ...(build ? { build: { ...build, cwd: root } } : {}),
    d1_databases: d1_databases.map((one) => ({
      ...one,
      database_id: ids.get(one.database_name ?? '') ?? one.database_id,
    })),
  }
}

type Read = readonly { readonly config: Config }[]

const databasesOf = (read: Read) =>
  read.flatMap(({ config }) => config.d1_databases ?? []).flatMap(({ database_name }) => database_name ?? []) // prettier-ignore
const bucketsOf = (read: Read) =>
  read.flatMap(({ config }) => config.r2_buckets ?? []).flatMap(({ bucket_name }) => bucket_name ?? []) // prettier-ignore
const queuesOf = (read: Read) =>
  read.flatMap(({ config }) => config.queues?.producers ?? []).map(({ queue }) => queue)

function plan(config: Config, say: (line: string) => void): void {
  const read = [{ config }]
  for (const name of databasesOf(read)) say(`wrangler d1 create ${name}, unless it is there`)
  for (const name of queuesOf(read)) say(`wrangler queues create ${name}, unless it is there`)
  for (const name of bucketsOf(read)) say(`wrangler r2 bucket create ${name}, unless it is there`)
}

/** Creates what is missing; the ids of the databases by their names. */
async function provide(deployment: Deployment, read: Read): Promise<Map<string, string>> {
  const { say, wrangler } = deployment
  let ids = await databases(deployment)
  for (const name of databasesOf(read)) {
    if (ids.has(name)) continue
    await run(deployment, ['d1', 'create', name, '--update-config=false'])
    say(`D1 database ${name}: created`)
    ids = await databases(deployment)
    if (!ids.has(name)) throw new DeploymentFailed(`D1 does not list ${name}, which was created`)
  }
  const unlessThere = async (kind: readonly string[], name: string, ...more: string[]) => {
    if ((await wrangler([...kind, 'info', name])).ok) return
    await run(deployment, [...kind, 'create', name, ...more])
    say(`${kind.join(' ')} ${name}: created`)
  }
  for (const name of queuesOf(read)) await unlessThere(['queues'], name)
  for (const name of bucketsOf(read))
    await unlessThere(['r2', 'bucket'], name, '--update-config=false')
  return ids
}

async function databases(deployment: Deployment): Promise<Map<string, string>> {
  const said = await run(deployment, ['d1', 'list', '--json'])
  const listed = JSON.parse(said.slice(said.indexOf('['))) as { name: string; uuid: string }[]
  return new Map(listed.map(({ name, uuid }) => [name, uuid]))
}

/** Names only. Without a key of its own the gateway starts for nobody, so there always is one. */
async function secretsToSet(deployment: Deployment, worker: string, isDry: boolean) {
  const given = secrets.filter((name) => deployment.env[name])
  if (given.includes('GATE321_API_KEY')) return given
  const list = ['secret', 'list', '--name', worker, '--format', 'json']
  // It also fails where the Worker is not there yet.
  const known = isDry ? '' : (await deployment.wrangler(list)).said
  return known.includes('"GATE321_API_KEY"') ? given : [...given, 'GATE321_API_KEY' as const]
}

/** Secrets go in a file that only we can read, for as long as wrangler runs. */
async function withSecrets(
  deployment: Deployment,
  worker: string,
  folder: string,
  work: (file: string | undefined) => Promise<string>,
): Promise<string> {
  const names = await secretsToSet(deployment, worker, false)
  if (names.length === 0) return work(undefined)
  const place = mkdtempSync(join(tmpdir(), 'gate321-secrets-'))
  try {
    const values = names.map((name) => [name, deployment.env[name] || ownKey(deployment, folder)])
    const file = join(place, 'secrets.json')
    writeFileSync(file, JSON.stringify(Object.fromEntries(values)), { mode: 0o600 })
    const said = await work(file)
    deployment.say(`secrets: ${names.join(', ')}`)
    return said
  } finally {
    rmSync(place, { recursive: true })
  }
}

/** Made once; it is nowhere but in this file and, hashed, in the gateway's store. */
function ownKey({ say }: Deployment, folder: string): string {
  const path = join(folder, 'api-key')
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600 })
    say(`GATE321_API_KEY is not set: one was made, and is in ${path}`)
  }
  return readFileSync(path, 'utf8')
}

async function greet({ isUp, say }: Deployment, url: string | undefined): Promise<void> {
  if (url === undefined) return say('It has no address on workers.dev; see its routes.')
  say((await isUp(url)) ? `It is up: ${url}` : `It is not up yet; ask again: curl ${url}/readyz`)
}

async function run(deployment: Deployment, args: readonly string[]): Promise<string> {
  const { ok, said } = await deployment.wrangler(args)
  if (!ok) throw new DeploymentFailed(`wrangler ${args.join(' ')} failed:\n${said}`)
  return said
}

const size = (said: string) => /Total Upload: .*/.exec(said)?.[0] ?? 'of unknown size'
