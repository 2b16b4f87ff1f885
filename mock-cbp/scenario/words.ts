/**
 * The scenario language: one word a row, what may follow it, and what it stands for.
 *
 *     hold 2h, document CBP01, release, suspend after 1d, duplicate
 *
 * Steps follow each other, an hour apart unless they say `after 3h`, `on arrival` or
 * `on departure`. `a + b` is said in one notification.
 * @module
 */
import type { StepNotice, Wait } from './step.ts'

export type Word = {
  /** What may follow, by the names of `arguments.ts`; a question mark means it may be left out. */
  readonly takes: readonly string[]
  readonly means: string
  readonly says?: readonly StepNotice[]
  readonly waits?: Wait
  /** Said after the duration that follows the word, where one does. */
  readonly ends?: readonly StepNotice[]
}

const so50 = (code: string): StepNotice => ({ record: 'SO50', code })
const so60 = (code: string): StepNotice => ({ record: 'SO60', code })
const says = (means: string, ...notices: readonly StepNotice[]): Word => ({ takes: [], means, says: notices }) // prettier-ignore

/** Words that CBP's notifications are made of. */
export const sayings: Readonly<Record<string, Word>> = {
  unmatched: says('no bill match', so50('91')),
  matched: says('bill on file', so50('93')),
  review: says('bill on file, under review', so50('93'), so60('90')),
  departed: says('bill departed', so50('94')),
  arrived: says('bill arrived', so50('95')),
  admit: says('admissible', so60('97')),
  exam: { takes: ['duration?'], means: 'pending intensive exam', says: [so60('03')], ends: [] },
  hold: { takes: ['duration?'], means: 'CBP hold; removed after the duration', says: [so50('53')], ends: [so50('56')] }, // prettier-ignore
  unhold: says('CBP hold removed', so50('56')),
  'manifest-hold': { takes: ['duration?'], means: 'manifest hold by CBP', says: [so50('51')], ends: [so50('54')] }, // prettier-ignore
  'agriculture-hold': { takes: ['duration?'], means: 'manifest hold by Agriculture', says: [so50('52')], ends: [so50('55')] }, // prettier-ignore
  document: { takes: ['document?'], means: 'document required; goes on when one came', says: [so60('96')], waits: 'document' }, // prettier-ignore
  quantity: { takes: [], means: 'more packages than manifested; goes on after a correction', says: [so50('58')], waits: 'correction' }, // prettier-ignore
  detain: says('entry detained', so60('04')),
  refuse: says('not released', so60('29')),
  'may-exceed': says('de minimis may be met, use another entry type', so60('30')),
  ineligible: says('country not eligible for type 86', so60('33')),
  withhold: says('release withheld, de minimis met', so60('34')),
  release: { takes: ['origin?'], means: 'released; on arrival with the bill arrived', says: [so60('98')] }, // prettier-ignore
  suspend: says('release suspended', so60('99')),
  oneusg: says('all agencies are done', so60('01')),
  say: { takes: ['record', 'code'], means: 'any disposition of CBP, as `say SO60 29`', says: [] },
}

/** Words that stand for no notification. */
export const settings: Readonly<Record<string, Word>> = {
  accept: { takes: [], means: 'the reply accepts, as it does unless told otherwise' },
  reject: { takes: ['conditions'], means: 'the reply rejects with these condition codes' },
  warn: { takes: ['conditions'], means: 'the reply accepts with these warnings' },
  delay: { takes: ['duration'], means: 'the reply of the whole transmission is due later' },
  wait: { takes: ['wait'], means: 'goes on after a duration, or `for document`, `for correction`, `for manifest`' }, // prettier-ignore
  silence: { takes: [], means: 'nothing more is said' },
  immediate: { takes: [], means: 'every step at once' },
  timed: { takes: [], means: 'steps by the clock, as they are unless told otherwise' },
  reads: { takes: ['count'], means: 'each step after so many reads of the mailbox or the entry' },
  duplicate: { takes: [], means: 'each notification twice, and once more under another id' },
  reorder: { takes: [], means: 'notifications delivered last first' },
  correction: { takes: ['decision'], means: '`granted`, `refused 5`, or `asks CBP01`' },
  cancellation: { takes: ['decision'], means: '`granted`, `refused 5`, or `asks CBP01`' },
  fault: { takes: ['fault'], means: 'a fault of `GET /_mock/faults` on the reply' },
}
