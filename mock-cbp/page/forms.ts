/**
 * The page's forms, one a row: the call of `/_mock` that each stands for, and what is said once it
 * was answered as hoped. What a button does is what curl would have done.
 * @module
 */
import { mediaType as catair } from '../../src/message/catair/release.ts'
import { sampleOf } from '../sample.ts'
import { linkIn } from './link.ts'

export type Fields = Readonly<Record<string, string>>

export type Call = {
  readonly method: 'POST' | 'DELETE'
  readonly path: string
  readonly body?: string
  readonly mediaType: string
  /** Of a call to CBP: who sends it, under which id. */
  readonly filer?: string
  readonly messageId?: string
  /** Where to go on, if not where the form stands. */
  readonly next?: string
}

export type Form = { readonly done: string; readonly call: (fields: Fields) => Call }

const post = (path: string, body: object = {}): Call => ({
  ...{ method: 'POST', path, mediaType: 'application/json' },
  body: JSON.stringify(body),
})
const remove = (path: string): Call => ({ method: 'DELETE', path, mediaType: 'application/json' })

const at = ({ entry = '', flight = '', name = '' }: Fields) => ({
  entry: `/_mock/entries/${encodeURIComponent(entry)}`,
  flight: `/_mock/flights/${encodeURIComponent(flight)}`,
  snapshot: `/_mock/snapshots/${encodeURIComponent(name)}`,
})

const hands = ['freeze', 'run', 'jump']

/** A text that begins as a day does is an instant to go to; any other is a duration. */
function clock({ move = '', to = '' }: Fields): object {
  if (hands.includes(move)) return { [move]: true }
  if (move !== '') return { advance: move }
  return /^\d{4}-/.test(to.trim()) ? { set: instant(to.trim()) } : { advance: to.trim() }
}

/** A day, or a day and a time, as people write them: in UTC where no zone is named. */
function instant(text: string): string {
  const [, day = '', time = '00:00', seconds = ':00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(
      text,
    ) ?? []
  return day === '' ? text : `${day}T${time}${seconds}${zone}`
}

/** What is no number is sent as it is, and refused by name. */
const counted = (text: string): number | string => {
  const number = Number(text)
  return text.trim() === '' || Number.isNaN(number) ? text : number
}

const numbers = ['seed', 'inspectionRate']

const settings = (fields: Fields): object =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => {
        if (name === 'dedupe') return [name, value === 'yes']
        if (name === 'badDay') return [name, value === 'none' ? null : value]
        return [name, numbers.includes(name) ? counted(value) : value]
      }),
  )

/** A line a bill, with the quantity behind it: `HAWB1 3`. */
const manifest = ({ flight = '', masterBill = '', bills = '' }: Fields): object => ({
  ...(flight.trim() === '' ? {} : { flight: flight.trim() }),
  ...(masterBill.trim() === '' ? {} : { masterBill: masterBill.trim() }),
  bills: bills
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [bill = '', quantity, ...more] = line.split(/[\s,;]+/)
      if (quantity === undefined) return { bill }
      return { bill, quantity: counted([quantity, ...more].join(' ')) }
    }),
})

const decision = ({ decision = '', reason = '', documentType = '' }: Fields): object => ({
  decision,
  ...(decision === 'refuse' && reason !== '' ? { reason } : {}),
  ...(decision === 'ask' && documentType !== '' ? { documentType } : {}),
})

/** Of the examples: none that anybody else files under. */
export const exampleFiler = 'DEM'

function example({ bill = '', sequence = '', arrivalDay = '', wire = '' }: Fields): Call {
  const number = /^\d{1,7}$/.test(sequence) ? Number(sequence) : 1
  const messageId = `EXAMPLE-${number}`
  const sample = sampleOf({
    ...{ messageId, arrivalDay, sequence: Math.max(1, number), filer: exampleFiler },
    houseBill: `${bill.replace(/[^A-Z0-9]/g, '')}${String(number).padStart(4, '0')}`.slice(0, 12),
    consignee: `Example Person ${number}`,
  })
  return {
    ...{ method: 'POST', path: '/ace/transmissions', filer: exampleFiler, messageId },
    ...(wire === 'catair'
      ? { body: sample.catair, mediaType: catair }
      : { body: sample.xml, mediaType: 'application/xml' }),
  }
}

export const forms: Readonly<Record<string, Form>> = {
  clock: {
    done: 'The clock was moved.',
    call: (fields) => post('/_mock/clock', clock(fields)),
  },
  say: {
    done: 'It was said.',
    call: (fields) => post(`${at(fields).entry}/events`, { say: fields['say'] ?? '' }),
  },
  steer: {
    done: 'The entry goes on as you wrote.',
    call: (fields) => post(`${at(fields).entry}/events`, { steps: fields['steps'] ?? '' }),
  },
  decide: {
    done: 'It was decided.',
    call: (fields) => post(`${at(fields).entry}/review`, decision(fields)),
  },
  rules: {
    done: 'The rules were added, in front of what was there.',
    call: ({ rules = '' }) => ({
      ...{ method: 'POST', path: '/_mock/scenarios', mediaType: 'application/yaml' },
      body: rules.replaceAll('\r\n', '\n'),
    }),
  },
  'remove-rule': {
    done: 'The rule was removed.',
    call: ({ rule = '' }) => remove(`/_mock/scenarios/${encodeURIComponent(rule)}`),
  },
  settings: {
    done: 'The settings were changed.',
    call: (fields) => post('/_mock/settings', settings(fields)),
  },
  plan: {
    done: 'The fault is planned.',
    call: ({ fault = '', on = '', skip = '', times = '' }) =>
      post('/_mock/faults', { fault, on, skip: counted(skip), times: counted(times) }),
  },
  calm: {
    done: 'The trouble is over.',
    call: () => remove('/_mock/faults'),
  },
  depart: {
    done: 'The flight departed.',
    call: (fields) => post(`${at(fields).flight}/depart`),
  },
  arrive: {
    done: 'The flight arrived.',
    call: (fields) => post(`${at(fields).flight}/arrive`),
  },
  manifest: {
    done: 'The manifest was filed.',
    call: (fields) => post('/_mock/manifests', manifest(fields)),
  },
  example: {
    done: 'An example was filed.',
    call: example,
  },
  reset: {
    done: 'The world was emptied.',
    call: () => post('/_mock/reset'),
  },
  snapshot: {
    done: 'The snapshot was taken.',
    call: ({ name = '' }) => post('/_mock/snapshots', { name: name.trim() }),
  },
  restore: {
    done: 'The snapshot was restored.',
    call: (fields) => post(`${at(fields).snapshot}/restore`),
  },
  fork: {
    done: 'The world was forked; this is the new one.',
    call: ({ name = '' }) => ({
      ...post('/_mock/fork', { name: name.trim() }),
      next: linkIn(name.trim(), '/_mock'),
    }),
  },
}
