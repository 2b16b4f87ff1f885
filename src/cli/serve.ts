/**
 * `gate321 serve` and `gate321 mock`: the runtimes, loaded only when they are asked for.
 * @module
 */
import { readConfig } from '../config.ts'
import { Usage } from './exit.ts'

/** Options stand in for the settings of the same meaning. */
export type ServeOptions = {
  readonly port?: string
  readonly data?: string
  readonly today?: string
}

export async function serve({ port, data, today }: ServeOptions): Promise<void> {
  settle({ PORT: port, GATE321_DATA: data, GATE321_TODAY: today })
  const { main } = await import('../dev.ts')
  await main()
}

export async function mock({ port, data, today }: ServeOptions): Promise<void> {
  settle({ MOCK_PORT: port, GATE321_DATA: data, GATE321_TODAY: today })
  const reading = readConfig(process.env)
  if (!reading.ok) throw new Usage(reading.mistakes.join('\n'))
  const { mockPort, host, data: folder, pace, inspectionRate, today: day } = reading.config
  const { serveMock } = await import('../../mock-cbp/node.ts')
  const clock = clockFrom(day)
  const server = await serveMock({
    port: mockPort,
    host,
    data: folder,
    pace,
    inspectionRate,
    clock,
  })
  process.stdout.write(`mock-cbp, a simulation that is not CBP, listens on ${server.url}\n`)
  const stop = () => {
    void server.close()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** Runs like the wall clock, but began at 14:00 UTC of `day`. */
function clockFrom(day: string | undefined) {
  const offset = day === undefined ? 0 : Date.parse(`${day}T14:00:00.000Z`) - Date.now()
  return { now: () => new Date(Date.now() + offset).toISOString() }
}

function settle(settings: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined) process.env[name] = value
  }
}
