import { expect, it } from 'vitest'
import { readBatches } from '../../../src/message/catair/batch.ts'
import { readCatairPage } from '../../../src/message/catair/heard.ts'
import { readCatairReply } from '../../../src/message/catair/response.ts'
import { bytes } from '../goldens.ts'

const record = (text: string) => text.padEnd(80)
const status = [`A4701ZZ9      112326     SO${' '.repeat(32)}ZZ9-0000001-1-1`, 'B  4701ZZ9SO'].map(record).join('\n') // prettier-ignore

// Each of them was a record with two faults: 1.4 s for half a megabyte, and 28 s for a full mailbox.
it.each([
  ['line ends', '\n'.repeat(500_000)],
  ['line ends of two characters', '\r\n'.repeat(250_000)],
  ['lines of a few characters', 'SO60\n'.repeat(100_000)],
])('half a megabyte of %s is a thousand faults, not half a million', (_, tail) => {
  const text = `${status}\n${tail}`
  const batches = readBatches(bytes(text), 'CBP')
  const lines = batches.flatMap((batch) => batch.lines)
  expect(lines).toHaveLength(1001)
  expect(lines.map(({ raw }) => raw.length).reduce((all, length) => all + length)).toBeGreaterThan(text.length / 2) // prettier-ignore
  const page = readCatairPage(bytes(text))
  const reply = readCatairReply(bytes(text), '2026-11-23T14:00:00.000Z')
  expect([page, reply]).toMatchObject([{ ok: false }, { ok: false }])
})

it.each([999, 1000, 1001])('%d lines are each read', (count) => {
  const text = `${'SO60\n'.repeat(count - 1)}Z`
  const [batch] = readBatches(bytes(text), 'CBP')
  expect(batch?.lines.map(({ raw }) => raw).join('\n')).toBe(text)
})
