/**
 * The report as text, for a terminal.
 * @module
 */
import { headline } from './report.ts'
import type { Report, Seen, SeenGroup } from './report.ts'

export function asText(report: Report): string {
  return [
    `${headline(report)}.`,
    'A code counts once a reply or a page of the mailbox showed it.',
    ...report.groups.flatMap(section),
    '',
    'Not counted, because only a scenario of your own brings them:',
    ...report.beyond.map(
      ({ title, met, of, outcomes }) =>
        `  ${title}, ${met} of ${of}: ${outcomes.map(({ name }) => name).join(', ')}`,
    ),
    '',
  ].join('\n')
}

function section({ title, met, of, outcomes }: SeenGroup): string[] {
  const width = Math.max(0, ...outcomes.map(({ name }) => name.length))
  return ['', `${title}: ${met} of ${of}`, ...outcomes.map((outcome) => line(outcome, width))]
}

const line = ({ name, means, provoke, met }: Seen, width: number): string =>
  met
    ? `  ✓ ${name.padEnd(width)}  ${means}`
    : `  - ${name.padEnd(width)}  ${means} | never seen: ${provoke}`
