/**
 * The table as Markdown, for the README.
 * @module
 */
import { marks } from './row.ts'
import type { FidelityRow, Mark } from './row.ts'
import { behaviours, conditionRows, dispositionRows, unsaid } from './table.ts'
import type { CodeRow } from './table.ts'

export const begins = '<!-- fidelity:begin -->'
export const ends = '<!-- fidelity:end -->'

const cells = (...texts: readonly (string | number)[]) =>
  `| ${texts.map((text) => String(text).replaceAll('|', '\\|')).join(' | ')} |`

const head = (...names: readonly string[]) => [cells(...names), cells(...names.map(() => '---'))]

const count = (rows: readonly FidelityRow[], mark: Mark) =>
  rows.filter((row) => row.mark === mark).length

const folded = (title: string, lines: readonly string[]) => [
  `<details><summary>${title}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
]

const code = ({ what, text, when, mark, says }: CodeRow) => cells(`\`${what}\``, text, when, mark, says) // prettier-ignore

export function fidelity(): string {
  const sections = [
    ['How it behaves', behaviours],
    ['Condition codes of the reply', conditionRows],
    ['Dispositions of notifications', dispositionRows],
  ] as const
  const all = sections.flatMap(([, rows]) => [...rows])
  return [
    begins,
    '## What is real',
    '',
    `Of ${all.length} rules and codes ${marks.map((mark) => `${count(all, mark)} are ${mark}`).join(', ')}. *Real*: CBP or the law says so, and the source is named. *Simplified*: the real thing, with less of it. *Invented*: ours. The chapters of CATAIR were read in public transcriptions, not in CBP's own files. This section is made from the tables that the mock runs by: \`node scripts/fidelity.ts\`.`,
    '',
    ...head('', ...marks),
    ...sections.map(([title, rows]) => cells(title, ...marks.map((mark) => count(rows, mark)))),
    '',
    ...folded('How it behaves', [
      ...head('what', 'mark', 'source, or what differs'),
      ...behaviours.map(({ what, mark, says }) => cells(what, mark, says)),
    ]),
    '',
    ...folded('Condition codes of the reply', [
      ...head('code', 'text', 'given when', 'mark', 'source, or what differs'),
      ...conditionRows.map(code),
    ]),
    '',
    ...folded('Dispositions of notifications', [
      ...head('code', 'text', 'met by', 'mark', 'source, or what differs'),
      ...dispositionRows.map(code),
      '',
      `The other ${unsaid.names.length} of the ${unsaid.of} codes in CBP's lists are real too, and said only where a scenario says so, as in \`say SO60 29\`: ${unsaid.names.join(', ')}.`,
    ]),
    ends,
  ].join('\n')
}

/** `readme` with the table as it is now; `undefined` where there is no place for it. */
export function withFidelity(readme: string): string | undefined {
  const from = readme.indexOf(begins)
  const to = readme.indexOf(ends)
  if (from === -1 || to < from) return undefined
  return readme.slice(0, from) + fidelity() + readme.slice(to + ends.length)
}
