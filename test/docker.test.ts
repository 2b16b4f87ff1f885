/**
 * The image and the composition, read as text: what they copy is there, what they set is known, and
 * what they start is what package.json starts.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readSettings } from '../mock-cbp/settings.ts'
import { readConfig } from '../src/config.ts'

const root = new URL('..', import.meta.url).pathname
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const { scripts, devDependencies } = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>
  devDependencies: Record<string, string>
}

/** The instructions of the last stage stand behind the last FROM. */
const instructions = read('Dockerfile')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .flatMap((line) => {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? []
    return name === '' ? [] : [{ name, rest }]
  })
const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'))
const the = (wanted: string) => last.find(({ name }) => name === wanted)?.rest ?? ''
const listed = (rest: string) => (JSON.parse(rest) as string[]).join(' ')
const assigned = Object.fromEntries(
  the('ENV').split(/\s+/).map((pair) => pair.split('=') as [string, string]), // prettier-ignore
)
const isMemory = ([name]: [string, string]) => name.startsWith('MALLOC_')
const memory = Object.entries(assigned).filter(isMemory)
const own = Object.fromEntries(Object.entries(assigned).filter((pair) => !isMemory(pair)))

describe('the image', () => {
  it('is of the Node that the tests run on', () => {
    const [major] = devDependencies['node']?.split('.') ?? []
    const bases = instructions.filter(({ name }) => name === 'FROM').map(({ rest }) => rest)
    expect(bases).toEqual([`node:${major}-slim AS packages`, `node:${major}-slim`])
  })

  it('copies what is there, and what .dockerignore lets through', () => {
    const rows = read('.dockerignore').split('\n')
    const sources = instructions
      .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
      .flatMap(({ rest }) => rest.split(' ').slice(0, -1))
    expect(sources).toContain('src')
    for (const path of sources) {
      expect([path, existsSync(join(root, path))]).toEqual([path, true])
      expect(rows).toContain(`!${path}`)
    }
    expect(rows.find((row) => !row.startsWith('#'))).toBe('*')
  })

  it('starts what "npm start" starts, not as root, and asks whether it is ready', () => {
    expect(listed(the('CMD'))).toBe(scripts['start'])
    expect(the('USER')).toBe('node')
    expect(the('HEALTHCHECK')).toContain('/readyz')
    expect(the('VOLUME')).toBe(assigned['GATE321_DATA'])
    expect(the('RUN')).toContain(scripts['mock']?.replace(/^node /, ''))
  })

  it('keeps as much free memory as "npm start", which need not take its own place then', () => {
    const said = memory.map(([name, value]) => `${name}: '${value}'`)
    expect(said).toHaveLength(2)
    for (const bound of said) expect(read('scripts/start.mjs')).toContain(bound)
  })

  it('refuses to start without a key, as any gateway that others reach', () => {
    const { NODE_ENV, ...settings } = own
    const reading = readConfig(settings)
    expect(NODE_ENV).toBe('production')
    expect(reading).toMatchObject({ ok: false, mistakes: [expect.stringContaining('API_KEY')] })
    expect(readConfig({ ...settings, GATE321_API_KEY: 'k'.repeat(40) })).toMatchObject({ ok: true })
  })
})

type Service = {
  readonly image?: string
  readonly build?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly depends_on?: Readonly<Record<string, object>>
  readonly network_mode?: string
  readonly ports?: readonly string[]
  readonly read_only?: boolean
  readonly volumes?: readonly string[]
}

const { services, volumes } = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, null>
}
const gateways = Object.entries(services).filter(([name]) => name.startsWith('gateway'))

/** As Compose puts it in; what is asked for with `:?` has to be set. */
const filled = (environment: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+):\?[^}]*\}/g, (_, wanted: string) => `set${wanted}`.padEnd(40, '0')),
    ]),
  )

describe('the composition', () => {
  it('is of several gateways, a mock and a PostgreSQL that orders texts by their bytes', () => {
    expect(Object.keys(services)).toEqual(['gateway1', 'gateway2', 'mock', 'postgres'])
    expect(services['postgres']?.environment?.['POSTGRES_INITDB_ARGS']).toContain('--locale=C')
  })

  it.each(gateways)(
    'gives %s settings that it knows, a port and a folder of its own',
    (name, node) => {
      const reading = readConfig({ ...own, ...filled(node.environment) })
      expect(reading.ok ? [] : reading.mistakes).toEqual([])
      if (!reading.ok) return
      const { port, databaseUrl, cbpUrl } = reading.config
      const { hostname, pathname, username } = new URL(databaseUrl ?? '')
      const { POSTGRES_USER, POSTGRES_DB } = services['postgres']?.environment ?? {}
      expect({ hostname, pathname, username }).toEqual({
        ...{ hostname: 'postgres', pathname: `/${POSTGRES_DB}`, username: POSTGRES_USER },
      })
      expect(cbpUrl).toBe(`http://127.0.0.1:${services['mock']?.environment?.['MOCK_PORT']}`)
      expect(node.network_mode).toBe('service:mock')
      expect(services['mock']?.ports).toContain(`127.0.0.1:${port}:${port}`)
      expect(Object.keys(node.depends_on ?? {}).sort()).toEqual(['mock', 'postgres'])
      expect(node.read_only).toBe(true)
      const others = gateways.filter(([other]) => other !== name).map(([, each]) => each)
      expect(others.map((other) => other.volumes)).not.toContainEqual(node.volumes)
      expect(others.map((other) => other.environment?.['PORT'])).not.toContain(String(port))
    },
  )

  it('starts the mock as "npm run mock" does, with settings that it knows', () => {
    const { command = [], environment } = services['mock'] ?? {}
    expect(command.join(' ')).toBe(scripts['mock'])
    expect(readSettings({ ...environment, GATE321_DATA: '/data' })).toMatchObject({ port: 3322 })
  })

  it('names each volume that it mounts', () => {
    const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes)
    expect(mounted.map((mount) => mount.split(':')[0]).sort()).toEqual(Object.keys(volumes).sort())
  })
})
