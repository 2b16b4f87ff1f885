/**
 * `/metrics`: what stands where and what was counted, in Prometheus' text form. Labels are statuses
 * and outcomes only.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import { millisBetween } from '../domain/day.ts'
import { openStatuses } from '../domain/status.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { mount } from './route.ts'
import type { App } from './route.ts'

const mediaType = 'text/plain; version=0.0.4; charset=utf-8'

type Samples = readonly (readonly [label: string, value: number])[]

const transmissionStates = ['due', 'in_doubt', 'parked']
const inboxOutcomes = ['pending', 'waiting', 'quarantined', 'orphan']

/** `open`: without a key, for an installation that only its own machine can reach. */
export function mountMetrics(app: App, gateway: Gateway, open: boolean): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/metrics',
      summary: 'What stands where, for Prometheus',
      responses: {
        200: {
          description: 'Gauges, counters and histograms',
          content: { [mediaType]: { schema: z.string() } },
        },
      },
    }),
    open ? undefined : 'ops',
    async (c) => c.body(await render(gateway), 200, { 'Content-Type': mediaType }),
  )
}

async function render(gateway: Gateway): Promise<string> {
  const gauges = await gateway.gauges()
  const { entries, overdue, transmissions, inbox, outbox } = gauges
  const of = (names: readonly string[], counts: Readonly<Record<string, number>>): Samples =>
    names.map((name) => [name, counts[name] ?? 0])
  const age = (at: string | null | undefined): Samples => [
    ['', at ? Math.max(0, millisBetween(at, gateway.now()) / 1000) : 0],
  ]
  return [
    family('entries', 'Open entries by status', 'status', of(openStatuses, entries)),
    family('overdue', 'Entries that wait too long for a word of CBP', 'after', Object.entries(overdue)),
    family('transmissions', 'Not answered', 'state', of(transmissionStates, transmissions)),
    family('inbox', 'Notifications that are open', 'outcome', of(inboxOutcomes, inbox)),
    family('outbox_depth', 'Entries that wait for a transmission', '', [
      ['', outbox['waiting'] ?? 0],
    ]),
    family('outbox_oldest_seconds', 'Age of the oldest of them', '', age(gauges.oldestWaitingAt)),
    family('in_doubt_oldest_seconds', 'Age of the oldest doubt', '', age(gauges.oldestInDoubtAt)),
    family('inbox_oldest_seconds', 'Age of the oldest not applied', '', age(gauges.oldestUnappliedAt)),
    family('sending_paused', 'Until the database is reconciled with CBP', '', [['', gauges.paused]]),
    family('restore_epoch', 'How often it was restored', '', [['', gauges.epoch]]),
    family('seals', 'Seals over the journals', '', [['', gauges.seals]]),
    family('seal_age_seconds', 'Since the newest seal', '', age(gauges.sealedAt)),
    family('tick_age_seconds', 'Since the last tick', '', age(gauges.lastTickAt)),
    family('cbp_answer_age_seconds', "Since CBP's last answer", '', age(gauges.lastAnswerAt)),
    family('circuit_open', 'While CBP answers nobody', '', [['', gauges.circuitOpen]]),
    family('filers_paused', 'Filers whose credentials CBP refuses', '', [['', gauges.filersPaused]]),
    gateway.meters.print(),
  ].join('') // prettier-ignore
}

function family(name: string, help: string, label: string, samples: Samples): string {
  const lines = samples.map(([value, number]) =>
    label === '' ? `gate321_${name} ${number}` : `gate321_${name}{${label}="${value}"} ${number}`,
  )
  return `# HELP gate321_${name} ${help}\n# TYPE gate321_${name} gauge\n${lines.join('\n')}\n`
}
