/**
 * `node scripts/statuses.ts`: writes `docs/statuses.md` anew, from the tables and the functions that
 * the gateway itself goes by. With `--check` it changes nothing, and ends with 1 where the file is
 * not as the code has it.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { can } from '../src/domain/can.ts'
import { daysBetween } from '../src/domain/day.ts'
import { dispositions, dispositionSources, leadsTo } from '../src/domain/disposition.ts'
import type { Disposition, DispositionRecord } from '../src/domain/disposition.ts'
import type { Entry } from '../src/domain/entry.ts'
import { nextStep } from '../src/domain/next.ts'
import { lateness } from '../src/domain/overdue.ts'
import { statuses, steps } from '../src/domain/status.ts'
import type { Owner, Status } from '../src/domain/status.ts'

const path = new URL('../docs/statuses.md', import.meta.url)

const cells = (...texts: readonly string[]) =>
  `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`

const head = (...names: readonly string[]) => [cells(...names), cells(...names.map(() => '---'))]

const arrival = '2026-12-01'

/** As much of an entry as its next step and its permissions depend on. */
const entryIn = (status: Status, disposition: Disposition | null = null) =>
  ({
    ...{ status, disposition, pending: null, review: null },
    shipment: { estimatedArrivalDate: arrival },
  }) as unknown as Entry

const owners: Readonly<Record<Owner, string>> = {
  filer: '**you**',
  cbp: 'CBP',
  carrier: 'the carrier',
  gateway: 'gate321',
  nobody: 'nobody',
}

function byWhen(status: Status, disposition?: Disposition): string {
  const { due } = nextStep(entryIn(status, disposition))
  if (due === null) return '–'
  const days = daysBetween(arrival, due)
  return days === 0 ? 'the day of arrival' : `${days} days after arrival`
}

function allowed(status: Status): string {
  const open = Object.entries(can(entryIn(status))).filter(([, { allowed }]) => allowed)
  return open.map(([name]) => name).join(', ') || 'nothing'
}

const statusRow = (status: Status) => {
  const { meaning, owner, action } = steps[status]
  return cells(`\`${status}\``, meaning, owners[owner], action, byWhen(status), allowed(status))
}

/** Where it leads, and from where, where it leads anywhere. */
function leads(disposition: Disposition): string {
  const { to } = disposition
  if (to === undefined) return 'stays'
  const others = statuses.filter((status) => status !== to && leadsTo(disposition, status) === to)
  return `\`${to}\`, from ${others.map((status) => `\`${status}\``).join(', ')}`
}

function codeRow(disposition: Disposition): string {
  const { code, text, meaning, owner, action, to } = disposition
  const due = byWhen(to ?? 'under_review', disposition)
  return cells(`\`${code}\``, text, meaning, owners[owner], action, due, leads(disposition))
}

function record(name: DispositionRecord, title: string): string[] {
  const rows = [...dispositions.values()].filter((disposition) => disposition.record === name)
  return [
    `## ${title}`,
    '',
    `${rows.length} codes. Source: ${dispositionSources[name]}.`,
    '',
    ...head('code', "CBP's text", 'what it means', 'who acts', 'what next', 'by when', 'status'),
    ...rows.map(codeRow),
    '',
  ]
}

export const statusReference = (): string =>
  [
    '# Statuses and dispositions',
    '',
    'Simulated: nothing here reaches CBP. This page is made from the tables that gate321 goes by: `node scripts/statuses.ts`.',
    '',
    "A *status* is where an entry stands, in our word. A *disposition* is CBP's code in a notification. CBP's own time and sequence order the codes, never their arrival. *Admissible* is a disposition and no release.",
    '',
    '## The seven statuses',
    '',
    ...head('status', 'what it means', 'who acts', 'what next', 'by when', 'what may be asked'),
    ...statuses.map(statusRow),
    '',
    'Where a disposition says it better, its meaning, owner and action stand in `next` instead. What has been asked of CBP and not answered yet closes amend, cancel and answer until it is, and opens resend.',
    '',
    '15 days after arrival goods without entry go to general order (19 CFR 4.37, 122.50). A rejected entry is not on file, so it has to be filed again by its arrival.',
    '',
    '## Silence',
    '',
    `An entry waits for three words of CBP: the reply to what was asked, the first status after acceptance, and the release after arrival. One that waits longer than ${lateness.map(({ hours }) => `${hours} h`).join(', ')} is overdue, each with its alarm (${lateness.map(({ alarm }) => `\`${alarm}\``).join(', ')}). Wait and look; nothing is sent to provoke an answer.`,
    '',
    ...record('SO50', 'Bill match (SO50)'),
    ...record('SO60', 'Release (SO60)'),
  ].join('\n')

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  if (!values.check) {
    writeFileSync(path, statusReference())
  } else if (readFileSync(path, 'utf8') !== statusReference()) {
    process.stderr.write('docs/statuses.md is stale: run node scripts/statuses.ts\n')
    process.exitCode = 1
  }
}
