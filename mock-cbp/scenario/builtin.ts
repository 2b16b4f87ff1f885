/**
 * The built-in scenarios: ordinary rows, matched on the beginning of the house bill.
 * @module
 */
import { checkScenarios } from './scenario.ts'

const so50 = (code: string) => ({ record: 'SO50', code })
const so60 = (code: string) => ({ record: 'SO60', code })
/** SO60 63-64: 01 selectivity, 03 arrival, 05 exam completed, 07 manifest hold removed. */
const released = (releaseOrigin: string) => ({ record: 'SO60', code: '98', releaseOrigin })
const after = (hours: number, ...notices: object[]) => ({ after: hours, notices })
const onArrival = (...notices: object[]) => ({ at: 'arrival', notices })

const admissible = after(1, so60('97'))
const release = [admissible, after(1, released('01'))]

export const builtIn = checkScenarios([
  {
    id: 'SIMREL',
    title: 'Admissible, then released',
    match: { prefix: 'SIMREL' },
    steps: release,
  },
  {
    id: 'SIMEXM',
    title: 'Intensive exam, then released',
    match: { prefix: 'SIMEXM' },
    steps: [after(1, so60('03')), after(4, released('05'))],
  },
  {
    id: 'SIMDOC',
    title: 'A document is required; released once it came',
    match: { prefix: 'SIMDOC' },
    steps: [
      after(1, { ...so60('96'), documentType: 'CBP01' }),
      { waitFor: 'document' },
      ...release,
    ],
  },
  {
    id: 'SIMHLD',
    title: 'Held, hold removed, then released',
    match: { prefix: 'SIMHLD' },
    steps: [after(1, so50('53')), after(4, so50('56'), so60('97')), after(1, released('07'))],
  },
  {
    id: 'SIMREJ',
    title: 'Rejected with the condition code that follows SIMREJ',
    match: { pattern: '^SIMREJ(\\d{3}|Z\\d{2})' },
    reply: { reject: '$1' },
    steps: [],
  },
  {
    id: 'SIMDMM',
    title: 'Release withheld: de minimis met',
    match: { prefix: 'SIMDMM' },
    steps: [after(1, so60('34'))],
  },
  {
    id: 'SIMCTY',
    title: 'Country not eligible for type 86',
    match: { prefix: 'SIMCTY' },
    steps: [after(1, so60('33'))],
  },
  {
    id: 'SIMSUS',
    title: 'Released, then the release is suspended',
    match: { prefix: 'SIMSUS' },
    steps: [...release, after(2, so60('99'))],
  },
  {
    id: 'SIMSIL',
    title: 'Accepted, then silence',
    match: { prefix: 'SIMSIL' },
    steps: [],
  },
  {
    id: 'SIMLAT',
    title: 'The reply comes after four hours',
    match: { prefix: 'SIMLAT' },
    reply: { after: 4 },
    steps: release,
  },
  {
    id: 'SIMDUP',
    title: 'Every notification comes twice in its page, and again under another id',
    match: { prefix: 'SIMDUP' },
    steps: release,
    duplicate: true,
  },
  {
    id: 'SIMORD',
    title: 'Notifications come last first',
    match: { prefix: 'SIMORD' },
    steps: [after(1, so60('90')), ...release],
    reorder: true,
  },
  {
    id: 'SIMQTY',
    title: 'More packages than the manifest holds; released once corrected',
    match: { prefix: 'SIMQTY' },
    steps: [after(1, so50('58')), { waitFor: 'correction' }, ...release],
  },
  {
    id: 'INSPECTED',
    title: 'Reviewed, examined on arrival, then released',
    match: { inspected: true },
    steps: [
      after(1, so50('93'), so60('90')),
      onArrival(so50('95'), so60('03')),
      after(4, released('05')),
    ],
  },
  {
    id: 'USUAL',
    title: 'Reviewed, admissible, released on arrival',
    match: {},
    steps: [after(1, so50('93'), so60('90')), admissible, onArrival(so50('95'), released('03'))],
  },
])
