/**
 * The built-in rules: ordinary rows, most of them matched on the beginning of the house bill.
 * @module
 */
import { compileRules } from './compile.ts'
import type { RuleForm } from './rule.ts'

const magic = (id: string, title: string, ...steps: readonly string[]): RuleForm => ({
  ...{ id, title, match: { prefix: id } },
  steps: [...steps],
})

const rows: readonly RuleForm[] = [
  magic('SIMREL', 'Admissible, then released', 'admit', 'release'),
  magic('SIMEXM', 'Intensive exam, then released', 'exam', 'release 05 after 4h'),
  magic('SIMDOC', 'A document is required; released once it came', 'document CBP01', 'admit', 'release'),
  magic('SIMHLD', 'Held, hold removed, then released', 'hold', 'unhold + admit after 4h', 'release 07'),
  {
    id: 'SIMREJ',
    title: 'Rejected with the condition code that follows SIMREJ',
    match: { pattern: '^SIMREJ(\\d{3}|Z\\d{2})' },
    steps: ['reject $1'],
  },
  magic('SIMDMM', 'Release withheld: de minimis met', 'withhold'),
  magic('SIMCTY', 'Country not eligible for type 86', 'ineligible'),
  magic('SIMSUS', 'Released, then the release is suspended', 'admit', 'release', 'suspend after 2h'),
  magic('SIMSIL', 'Accepted, then silence', 'silence'),
  magic('SIMLAT', 'The reply comes after four hours', 'delay 4h', 'admit', 'release'),
  magic('SIMDUP', 'Every notification comes twice in its page, and again under another id', 'duplicate', 'admit', 'release'),
  magic('SIMORD', 'Notifications come last first', 'reorder', 'say SO60 90', 'admit', 'release'),
  magic('SIMQTY', 'More packages than the manifest holds; released once corrected', 'quantity', 'admit', 'release'),
  {
    id: 'NO-MANIFEST',
    title: 'No bill match until the carrier files its manifest',
    match: { unmanifested: true },
    steps: ['unmatched', 'wait for manifest', 'review', 'admit', 'release on arrival'],
  },
  {
    id: 'OVER-MANIFEST',
    title: 'More packages than the manifest has',
    match: { overManifest: true },
    steps: ['matched + quantity', 'admit', 'release on arrival'],
  },
  {
    id: 'OVER-DAY',
    title: "One person's day is above $800: release withheld",
    match: { overDay: true },
    steps: ['review', 'withhold'],
  },
  {
    id: 'INSPECTED',
    title: 'Reviewed, examined on arrival, then released',
    match: { inspected: true },
    steps: ['review', 'arrived + exam on arrival', 'release 05 after 4h'],
  },
  {
    id: 'USUAL',
    title: 'Reviewed, admissible, released on arrival',
    steps: ['review', 'admit', 'release on arrival'],
  },
] // prettier-ignore

export const builtIn = compileRules(rows, true)
