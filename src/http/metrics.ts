/**
 * `/metrics`: what stands where, in Prometheus' text form. Labels are statuses and outcomes only.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import { millisBetween } from '../domain/day.ts'
import { statuses } from '../domain/status.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { mount } from './route.ts'
import type { App } from './route.ts'

const mediaType = 'text/plain; version=0.0.4; charset=utf-8'

type Samples = readonly (readonly [label: string, value: number])[]

const transmissionStates = ['due', 'in_doubt', 'parked']
const inboxOutcomes = ['pending', 'waiting', 'applied', 'superseded', 'duplicate', 'ignored', 'quarantined', 'orphan'] // prettier-ignore

/** `open`: without a key, for an installation that only its own machine can reach. */
export function mountMetrics(app: App, gateway: Gateway, open: boolean): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/metrics',
      summary: 'What stands where, for Prometheus',
      responses: {
        200: { description: 'Gauges', content: { [mediaType]: { schema: z.string() } } },
      },
    }),
    open ? undefined : 'ops',
    async (c) => c.body(await render(gateway), 200, { 'Content-Type': mediaType }),
  )
}

async function render(gateway: Gateway): Promise<string> {
  const { entries, transmissions, inbox, outbox, oldestWaitingAt, oldestInDoubtAt } =
    await gateway.gauges()
  const of = (names: readonly string[], counts: Readonly<Record<string, number>>): Samples =>
    names.map((name) => [name, counts[name] ?? 0])
  const age = (at: string | null) => (at === null ? 0 : millisBetween(at, gateway.now()) / 1000)
  return [
    family('entries', 'Entries by status', 'status', of(statuses, entries)),
    family(
      'transmissions',
      'Transmissions not answered',
      'state',
      of(transmissionStates, transmissions),
    ),
    family('inbox', "CBP's notifications by outcome", 'outcome', of(inboxOutcomes, inbox)),
    family('outbox_depth', 'Entries that wait for a transmission', '', [
      ['', outbox['waiting'] ?? 0],
    ]),
    family('outbox_oldest_seconds', 'Age of the oldest of them', '', [['', age(oldestWaitingAt)]]),
    family('in_doubt_oldest_seconds', 'Age of the oldest doubt', '', [['', age(oldestInDoubtAt)]]),
  ].join('')
}

function family(name: string, help: string, label: string, samples: Samples): string {
  const lines = samples.map(([value, number]) =>
    label === '' ? `gate321_${name} ${number}` : `gate321_${name}{${label}="${value}"} ${number}`,
  )
  return `# HELP gate321_${name} ${help}\n# TYPE gate321_${name} gauge\n${lines.join('\n')}\n`
}
