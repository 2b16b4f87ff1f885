/**
 * The report as JUnit's XML, for build servers: what was never met is skipped, or a failure where
 * that is asked for.
 * @module
 */
import { headline } from './report.ts'
import type { Report, Seen, SeenGroup } from './report.ts'

export function asJunit(report: Report, unmet: 'skipped' | 'failure'): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: headline(report), ...counts(report, unmet) })}>`,
    ...report.groups.flatMap((group) => suite(group, unmet)),
    '</testsuites>',
    '',
  ].join('\n')
}

function counts({ met, of }: Pick<Report, 'met' | 'of'>, unmet: 'skipped' | 'failure') {
  const never = of - met
  const [failures, skipped] = unmet === 'failure' ? [never, 0] : [0, never]
  return { tests: of, failures, errors: 0, skipped, time: 0 }
}

const suite = (group: SeenGroup, unmet: 'skipped' | 'failure'): string[] => [
  `  <testsuite ${attributes({ name: group.title, ...counts(group, unmet) })}>`,
  ...group.outcomes.map((outcome) => testcase(group.title, outcome, unmet)),
  '  </testsuite>',
]

function testcase(title: string, seen: Seen, unmet: 'skipped' | 'failure'): string {
  const classname = `mock-cbp.${title.toLowerCase().replaceAll(' ', '-')}`
  const name = attributes({ classname, name: `${seen.name}: ${seen.means}`, time: 0 })
  if (seen.met) return `    <testcase ${name}/>`
  const why = attributes({ message: `never seen: ${seen.provoke}` })
  return `    <testcase ${name}><${unmet} ${why}/></testcase>`
}

const attributes = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ')

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' }

const escaped = (text: string) => text.replace(/[&<"]/g, (character) => entities[character] ?? '')
