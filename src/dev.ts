/**
 * The whole of gate321 in one process: the gateway with its mock CBP inside, nothing to install.
 * With GATE321_CBP_URL set no mock is embedded.
 * @module
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { clockFrom, wallClock } from './clock.ts'
import { addDays } from './domain/day.ts'
import { developmentKey, readConfig } from './config.ts'
import type { Config } from './config.ts'
import { jsonLog } from './log.ts'
import { handOverWhole, startGateway } from './node.ts'
import type { Running } from './node.ts'
import { openSqlite } from './store/sqlite.ts'

export type Stack = Running & { readonly mockUrl: string | undefined }

export async function startStack(config: Config): Promise<Stack> {
  const clock = clockFrom(config.today)
  if (config.cbpUrl !== undefined) {
    return { ...(await startGateway(config, undefined, clock)), mockUrl: undefined }
  }
  const { createMockCbp, listenMock, sha256, rulesFrom, badDayOf } = await mockModules()
  mkdirSync(config.data, { recursive: true })
  const db = openSqlite(join(config.data, 'mock-cbp.sqlite'))
  const mock = createMockCbp({
    db,
    clock,
    ids: randomUUID,
    hash: sha256,
    pace: config.pace,
    inspectionRate: config.inspectionRate,
    seed: config.mockSeed,
    badDay: badDayOf(config.mockBadDay),
    scenarios: await rulesFrom(config.mockScenarios),
    policy: config.policy ?? 'statutory',
    filers: (filer, password) =>
      password === (filer === config.filer ? config.cbpPassword : 'mock'),
  })
  const mockServer = await listenMock(mock, { host: config.host, port: config.mockPort })
  const mockUrl = `http://${config.host}:${mockServer.port}`
  const gateway = await startGateway(config, mock.fetch, clock, undefined, mockUrl)
  return {
    ...gateway,
    mockUrl,
    stop: async () => {
      await gateway.stop()
      await mockServer.close()
      await mock.settled()
      db.close()
    },
  }
}

/** Where CBP is somebody else the mock is not even read: a seventh of a start, and 7 MB. */
async function mockModules() {
  const [app, node, rulefile, settings] = await Promise.all([
    import('../mock-cbp/app.ts'),
    import('../mock-cbp/node.ts'),
    import('../mock-cbp/rulefile.ts'),
    import('../mock-cbp/settings.ts'),
  ])
  return { ...app, ...node, ...rulefile, ...settings }
}

/** BSD's exit code for a configuration error. */
const exitConfig = 78

/** `json`: the addresses as one line for a program. */
export async function main({ json = false } = {}): Promise<void> {
  const reading = readConfig(process.env)
  if (!reading.ok) return refuse(reading.mistakes)
  const { config } = reading
  handOverWhole()
  // Node ends the process by itself, as it should: half alive is worse than started anew. Only said.
  process.on('uncaughtExceptionMonitor', ({ message }) =>
    jsonLog(wallClock, (line) => process.stderr.write(`${line}\n`))('alarm', 'process_failed', {
      why: message,
    }),
  )
  try {
    const stack = await startStack(config)
    const { url, mockUrl = null } = stack
    process.stdout.write(json ? `${JSON.stringify({ url, mockUrl })}\n` : greeting(config, stack))
    stopOnSignal(stack)
  } catch (error) {
    refuse([explain(error)])
  }
}

function refuse(mistakes: readonly string[]): void {
  process.stderr.write(`gate321 cannot start:\n${mistakes.map((line) => `  ${line}\n`).join('')}`)
  process.exit(exitConfig)
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const taken = 'code' in error && error.code === 'EADDRINUSE' && 'port' in error
  return taken ? `port ${String(error.port)} is taken; set PORT or MOCK_PORT` : error.message
}

function stopOnSignal(stack: Stack): void {
  const stop = () => {
    stack.stop().then(
      // A send that is still under way would keep the process for half a minute.
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function greeting(config: Config, { url, mockUrl }: Stack): string {
  const key = config.apiKey === developmentKey ? developmentKey : '$GATE321_API_KEY'
  return `gate321 is listening. Simulated: nothing here reaches CBP.

  gateway   ${url}
  desk      ${url}/
  API       ${url}/docs
  ${mockUrl === undefined ? `CBP       ${config.cbpUrl}` : `mock CBP  ${mockUrl}/_mock`}

File a shipment that arrives tomorrow, and see where it stands:

${curlLine(url, key, config.today)}
  curl -s '${url}/v1/entries?limit=1' -H 'Authorization: Bearer ${key}'

`
}

function curlLine(url: string, key: string, day: string | undefined): string {
  // GNU and BSD each have their own way to say tomorrow.
  const tomorrow = day ? addDays(day, 1) : '$(date -d tomorrow +%F 2>/dev/null || date -v+1d +%F)'
  const today = day ?? '$(date +%F)'
  return `  curl -s ${url}/v1/entries -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d "$(cat <<EOF
${sampleShipment(tomorrow, today)}
EOF
)"`
}

/** The shell fills in days and a reference of its own, so that the line works on any day. */
const sampleShipment = (
  tomorrow: string,
  today: string,
) => `{ "reference": "SHP-$(date +%s)", "modeOfTransportation": "40", "portOfEntry": "4701",
  "estimatedArrivalDate": "${tomorrow}",
  "bill": { "masterBill": "172-12345675", "houseBill": "HAWB$(date +%s)" }, "packageQuantity": 1,
  "seller": { "name": "Hanoi Craft Co Ltd", "address": { "street": "12 Pho Hue", "city": "Hanoi", "country": "VN" } },
  "consignee": { "name": "Jane Smith", "address": { "street": "100 Main St Apt 4", "city": "Brooklyn",
    "subdivision": "NY", "postalCode": "11201", "country": "US" } },
  "invoice": { "number": "INV-9", "date": "${today}" },
  "lines": [ { "description": "Women's knit cotton T-shirts", "htsNumber": "6109100040",
    "countryOfOrigin": "VN", "quantity": 2, "unit": "PCS", "fairRetailValue": "30.00" } ] }`

if (import.meta.main) await main()
