/**
 * The report of a certification, as people read it.
 * @module
 */
import { visible, wrap } from './print.ts'
import type { Style, Terminal } from './print.ts'

export type Certification = typeof import('../../mock-cbp/certify/node.ts')
type Certificate = Awaited<ReturnType<Certification['certifyTarget']>>
type Result = Certificate['results'][number]

const words: Readonly<Record<Result['outcome'], readonly [word: string, style: Style]>> = {
  passed: ['pass', 'green'],
  failed: ['FAIL', 'red'],
  'not-applicable': ['n/a', 'yellow'],
}

const indent = ' '.repeat(8)

export function printResult({ print, paint, width }: Terminal, result: Result): void {
  const { check, outcome, because } = result
  const [word, style] = words[outcome]
  print(`  ${paint(style, word.padEnd(4))}  ${check.title}`)
  const said = `${check.id}: ${because} (${placesOf(result)})`
  for (const line of wrap(indent, said, width, indent)) print(paint('dim', line))
  if (outcome !== 'failed') return
  const duty = check.grade === 'must' ? 'Must' : 'Should'
  const todo = `${duty}: ${check.good} ${check.why} [${check.source}]`
  for (const line of wrap(indent, todo, width, indent)) print(line)
}

const placesOf = ({ from, to, lines }: Result) =>
  lines.length === 0 ? `journal ${from}-${to}` : `journal ${shortened(lines)}`

const shortened = (lines: readonly number[]) =>
  lines.length <= 6 ? lines.join(', ') : `${lines.slice(0, 5).join(', ')} ... ${lines.at(-1)}`

export function printVerdict(
  { print, paint }: Terminal,
  { countOf }: Certification,
  certificate: Certificate,
  data: string | undefined,
): void {
  const { client, verdict } = certificate
  const counts = countOf(certificate)
  const musts = countOf(certificate, 'must')
  const parts = [
    `${counts.passed} of ${counts.all} passed`,
    ...(counts.failed > 0 ? [`${counts.failed} failed, ${musts.failed} of them a must`] : []),
    ...(counts.notApplicable > 0 ? [`${counts.notApplicable} not applicable`] : []),
  ]
  const style = verdict === 'not certified' ? 'red' : 'green'
  print()
  print(`${paint(style, sentences[verdict](visible(client)))} ${parts.join(', ')}.`)
  if (data !== undefined) {
    print(`The journal: gate321 mock --data ${data}, then /_mock/journal/POSITION.`)
  } else if (counts.failed > 0) print('With --data FOLDER the journal is kept, to be looked at.')
}

const sentences: Readonly<Record<Certificate['verdict'], (client: string) => string>> = {
  certified: (client) => `${client} is certified.`,
  'not certified': (client) => `${client} is not certified.`,
  'in part': (client) => `${client} passes in part.`,
}
