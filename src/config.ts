/**
 * Settings: strings in, a `Config` or every mistake out. Values never appear in a message.
 * @module
 */
import { parseDay } from './domain/day.ts'
import { policies } from './domain/law/vocabulary.ts'
import type { Policy } from './domain/law/vocabulary.ts'
import { parseFilerCode } from './domain/number.ts'
import type { FilerCode } from './domain/number.ts'
import { isCatairPassword, wireNames } from './domain/wire.ts'
import type { WireName } from './domain/wire.ts'
import { developmentLimits, limitSettings, readLimits, usualLimits } from './limits.ts'
import type { Limits } from './limits.ts'

export type Config = {
  readonly host: string
  readonly port: number
  readonly mockPort: number
  readonly data: string
  /** PostgreSQL; `undefined`: SQLite in `data`. */
  readonly databaseUrl: string | undefined
  /** A folder that all nodes share; `undefined`: documents are in the database, or in `data`. */
  readonly documents: string | undefined
  readonly apiKey: string
  readonly filer: FilerCode
  /** `undefined`: the embedded mock. */
  readonly cbpUrl: string | undefined
  readonly cbpPassword: string
  readonly wire: WireName
  readonly today: string | undefined
  readonly policy: Policy | undefined
  readonly rulesMaxAgeDays: number | undefined
  /** Entries an hour that leave after an outage of CBP's. */
  readonly drainAnHour: number | undefined
  readonly inspectionRate: number
  readonly pace: 'fast' | 'real' | 'manual'
  /** Path of a rule file for the embedded mock. */
  readonly mockScenarios: string | undefined
  readonly mockSeed: number
  readonly mockBadDay: string | undefined
  readonly limits: Limits
  /** Where webhooks may lead: `private` is for development, `ports` beside 443. */
  readonly webhooks: { readonly private: boolean; readonly ports: readonly number[] }
  /** The header in which a proxy of ours says where a request comes from. */
  readonly addressHeader: string | undefined
  readonly logLevel: 'info' | 'warn' | 'alarm'
  /** Where traces go (OTLP over HTTP), if anywhere. */
  readonly tracesTo: string | undefined
}

export type Settings = Readonly<Record<string, string | undefined>>

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly mistakes: readonly string[] }

const known = new Set([
  'GATE321_DATA', 'GATE321_DATABASE_URL', 'GATE321_DOCUMENTS', 'GATE321_API_KEY', 'GATE321_CBP_URL', 'GATE321_CBP_FILER', 'GATE321_CBP_PASSWORD',
  'GATE321_TODAY', 'GATE321_WIRE', 'GATE321_POLICY', 'GATE321_MOCK_INSPECTION_RATE',
  'GATE321_MOCK_PACE', 'GATE321_MOCK_SCENARIOS', 'GATE321_MOCK_SEED', 'GATE321_MOCK_BAD_DAY',
  'GATE321_RULES_MAX_AGE_DAYS', 'GATE321_ADDRESS_HEADER', 'GATE321_LOG', ...limitSettings,
  'GATE321_WEBHOOK_ALLOW_PRIVATE', 'GATE321_WEBHOOK_PORTS',
  'GATE321_DRAIN_PER_HOUR',
  // For callers: where the command line finds the gateway.
  'GATE321_URL',
]) // prettier-ignore

/** Reached from this machine only. */
export const isLoopback = (host: string) => loopback.test(host)

export const developmentKey = 'dev-key'

const isDevelopment = (set: (name: string) => string | undefined) =>
  (set('GATE321_API_KEY') ?? developmentKey) === developmentKey

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

export function readConfig(settings: Settings): ConfigReading {
  const mistakes: string[] = []
  const wrong = (name: string, why: string) => mistakes.push(`${name} ${why}`)
  const set = (name: string) => settings[name] || undefined

  for (const name of Object.keys(settings)) {
    if (name.startsWith('GATE321_') && !known.has(name)) wrong(name, 'is not a setting of gate321')
  }
  const port = (name: string, otherwise: number) => {
    const value = set(name)
    if (value === undefined) return otherwise
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
      wrong(name, 'must be a port, 0 to 65535')
    return Number(value)
  }
  const oneOf = <T extends string>(name: string, values: readonly [T, ...T[]]): T => {
    const value = set(name)
    const found = values.find((known) => known === value)
    if (value !== undefined && !found) wrong(name, `must be ${values.join(' or ')}`)
    return found ?? values[0]
  }

  const days = (name: string) => {
    const value = set(name)
    if (value === undefined) return undefined
    if (!/^\d{1,4}$/.test(value)) wrong(name, 'must be a number of days')
    return Number(value)
  }

  const entries = (name: string) => {
    const value = set(name)
    if (value === undefined) return undefined
    if (!/^[1-9]\d{0,6}$/.test(value)) wrong(name, 'must be a number of entries, 1 to 9999999')
    return Number(value)
  }

  const host = set('HOST') ?? '127.0.0.1'
  const config: Config = {
    host,
    port: port('PORT', 3321),
    mockPort: port('MOCK_PORT', 3322),
    data: set('GATE321_DATA') ?? './data',
    databaseUrl: databaseUrlOf(set('GATE321_DATABASE_URL'), wrong),
    documents: set('GATE321_DOCUMENTS'),
    apiKey: set('GATE321_API_KEY') ?? developmentKey,
    filer: filerOf(set('GATE321_CBP_FILER'), wrong),
    cbpUrl: cbpUrlOf(set('GATE321_CBP_URL'), wrong),
    cbpPassword: set('GATE321_CBP_PASSWORD') ?? 'mock',
    today: set('GATE321_TODAY'),
    policy: set('GATE321_POLICY') === undefined ? undefined : oneOf('GATE321_POLICY', policies),
    rulesMaxAgeDays: days('GATE321_RULES_MAX_AGE_DAYS'),
    drainAnHour: entries('GATE321_DRAIN_PER_HOUR'),
    inspectionRate: Number(set('GATE321_MOCK_INSPECTION_RATE') ?? '0.02'),
    pace: oneOf('GATE321_MOCK_PACE', ['fast', 'real', 'manual']),
    wire: oneOf('GATE321_WIRE', wireNames),
    mockScenarios: set('GATE321_MOCK_SCENARIOS'),
    mockSeed: Number(set('GATE321_MOCK_SEED') ?? '321'),
    mockBadDay: set('GATE321_MOCK_BAD_DAY'),
    limits: readLimits(set, wrong, isDevelopment(set) ? developmentLimits : usualLimits),
    webhooks: {
      private: oneOf('GATE321_WEBHOOK_ALLOW_PRIVATE', ['false', 'true']) === 'true',
      ports: portsOf(set('GATE321_WEBHOOK_PORTS'), wrong),
    },
    addressHeader: set('GATE321_ADDRESS_HEADER'),
    // Who tries it on a laptop reads the terminal; elsewhere something reads every line.
    logLevel: oneOf(
      'GATE321_LOG',
      loopback.test(host) ? ['warn', 'info', 'alarm'] : ['info', 'warn', 'alarm'],
    ),
    tracesTo:
      set('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? collector(set('OTEL_EXPORTER_OTLP_ENDPOINT')),
  }
  if (config.today !== undefined && !parseDay(config.today)) {
    wrong('GATE321_TODAY', 'must be a day, YYYY-MM-DD')
  }
  if (config.documents !== undefined && config.databaseUrl === undefined) {
    wrong('GATE321_DOCUMENTS', 'is for nodes that share a database; set GATE321_DATABASE_URL too')
  }
  if (!(config.inspectionRate >= 0 && config.inspectionRate <= 1)) {
    wrong('GATE321_MOCK_INSPECTION_RATE', 'must be between 0 and 1')
  }
  if (config.addressHeader !== undefined && !/^[\w-]{1,64}$/.test(config.addressHeader)) {
    wrong('GATE321_ADDRESS_HEADER', 'must be the name of a header')
  }
  if (config.tracesTo !== undefined && !/^https?:/.test(config.tracesTo)) {
    wrong('OTEL_EXPORTER_OTLP_ENDPOINT', 'must be a URL')
  }
  if (!/^\d{1,9}$/.test(String(config.mockSeed))) {
    wrong('GATE321_MOCK_SEED', 'must be a whole number of up to nine digits')
  }
  if (!loopback.test(host)) {
    const key = set('GATE321_API_KEY')
    if (key === undefined)
      wrong('GATE321_API_KEY', 'is required when HOST is not a loopback address')
    if (key === developmentKey)
      wrong('GATE321_API_KEY', 'is the development key; set one of your own')
  }
  if (config.cbpUrl !== undefined) {
    for (const name of ['GATE321_CBP_FILER', 'GATE321_CBP_PASSWORD']) {
      if (set(name) === undefined) wrong(name, 'is required with GATE321_CBP_URL')
    }
  }
  if (config.wire === 'catair' && !isCatairPassword(config.cbpPassword)) {
    wrong(
      'GATE321_CBP_PASSWORD',
      'must be one to six letters or digits with GATE321_WIRE=catair (columns 9-14 of record A)',
    )
  }
  if (settings['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    wrong('NODE_TLS_REJECT_UNAUTHORIZED', 'switches certificate checks off; unset it')
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, config }
}

type Wrong = (name: string, why: string) => void

function portsOf(value: string | undefined, wrong: Wrong): number[] {
  if (value === undefined) return []
  if (!/^\d{1,5}(,\d{1,5})*$/.test(value)) {
    wrong('GATE321_WEBHOOK_PORTS', 'must be ports with commas between, such as 8443,9443')
  }
  return value.split(',').map(Number)
}

const collector = (base: string | undefined) => base && `${base.replace(/\/$/, '')}/v1/traces`

function filerOf(value: string | undefined, wrong: Wrong): FilerCode {
  const filer = parseFilerCode(value ?? 'ZZ9')
  if (!filer) wrong('GATE321_CBP_FILER', 'must be three capital letters or digits')
  return filer ?? ('ZZ9' as FilerCode)
}

function databaseUrlOf(value: string | undefined, wrong: Wrong): string | undefined {
  const found = value === undefined ? undefined : URL.parse(value)
  if (found === undefined || /^postgres(?:ql)?:$/.test(found?.protocol ?? '')) return value
  wrong('GATE321_DATABASE_URL', 'must be a postgres:// address with user, host and database')
  return undefined
}

/** fetch refuses these ports with an error that says nothing of the reason. */
const badPorts = new Set([
  '1',
  '7',
  '9',
  '21',
  '22',
  '23',
  '25',
  '53',
  '110',
  '143',
  '6000',
  '6667',
])

function cbpUrlOf(value: string | undefined, wrong: Wrong): string | undefined {
  if (value === undefined) return undefined
  const name = 'GATE321_CBP_URL'
  if (!URL.canParse(value)) {
    wrong(name, 'must be a URL')
    return undefined
  }
  const url = new URL(value)
  const secure =
    url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))
  if (!secure) wrong(name, 'must be https, or http on a loopback address')
  if (url.username !== '' || url.password !== '') {
    wrong(name, 'must not carry credentials; use GATE321_CBP_FILER and GATE321_CBP_PASSWORD')
  }
  if (badPorts.has(url.port)) wrong(name, 'uses a port that HTTP clients refuse')
  return value
}
