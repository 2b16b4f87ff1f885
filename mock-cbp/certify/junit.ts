/**
 * A certificate as JUnit's XML, for build servers: a test case a check.
 * @module
 */
import type { Certificate } from './certify.ts'
import { countOf } from './certify.ts'

export function junit(certificate: Certificate): string {
  const { client, results } = certificate
  const { all, failed, notApplicable } = countOf(certificate)
  const cases = results.map(({ check, outcome, because, from, to, seconds }) => {
    const name = attributes({ classname: `certify.${check.grade}`, name: check.title, time: String(seconds) }) // prettier-ignore
    const where = `${because} (journal ${from}-${to})`
    if (outcome === 'passed') return `  <testcase ${name}/>`
    const inner =
      outcome === 'failed'
        ? `<failure ${attributes({ type: check.id, message: where })}>${escaped(`${check.good} ${check.why} [${check.source}]`)}</failure>`
        : `<skipped ${attributes({ message: where })}/>`
    return `  <testcase ${name}>${inner}</testcase>`
  })
  const counts = { tests: String(all), failures: String(failed), skipped: String(notApplicable) }
  const time = String(results.reduce((sum, { seconds }) => sum + seconds, 0))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite ${attributes({ name: `certify ${client}`, ...counts, time })}>`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n')
}

const attributes = (of: Readonly<Record<string, string>>) =>
  Object.entries(of)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(' ')

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } // prettier-ignore

/** Control characters have no place in XML, not even by number. */
const escaped = (text: string) =>
  text.replace(/[\u0000-\u001f]/g, ' ').replace(/[&<>"]/g, (character) => entities[character] ?? '') // prettier-ignore
