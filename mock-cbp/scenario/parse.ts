/**
 * Steps as text -> the course that the mock runs. Every mistake is a sentence that quotes the step.
 * @module
 */
import { dispositionOf } from '../../src/domain/disposition.ts'
import { hour } from '../../src/domain/day.ts'
import { faultNamed, faultNames, faults } from '../fault/fault.ts'
import type { FaultName } from '../fault/fault.ts'
import { callsOf } from '../fault/row.ts'
import { parseDuration } from '../world/duration.ts'
import { nearest } from './nearest.ts'
import { occasions, usualCourse, waits } from './step.ts'
import type { Course, Decision, Occasion, Saying, Step, StepNotice, Wait } from './step.ts'
import { sayings, settings } from './words.ts'

export type Parsed =
  | { readonly ok: true; readonly course: Course }
  /** Which of the steps, from 0, and what is wrong with it. */
  | { readonly ok: false; readonly index: number; readonly mistake: string }

/** Thrown and caught in this file. */
class Mistake extends Error {}

export function parseSteps(texts: readonly string[]): Parsed {
  let course = usualCourse
  for (const [index, text] of texts.entries()) {
    try {
      course = addStep(course, text.trim())
    } catch (error) {
      if (!(error instanceof Mistake)) throw error
      return { ok: false, index, mistake: `"${text.trim().slice(0, 60)}": ${error.message}` }
    }
  }
  return { ok: true, course }
}

function addStep(course: Course, text: string): Course {
  if (text === '') throw new Mistake('an empty step')
  const [word = '', ...rest] = text.split(/\s+/)
  if (Object.hasOwn(settings, word)) return { ...course, ...set(course, word, rest) }
  return { ...course, steps: [...course.steps, ...say(text)] }
}

function set(course: Course, word: string, rest: readonly string[]): Partial<Course> {
  const [first = ''] = rest
  switch (word) {
    case 'reject':
    case 'warn':
      return { [word]: conditions(rest) }
    case 'delay':
      return { delay: hours(only(rest)) }
    case 'wait':
      return { steps: [...course.steps, waiting(rest)] }
    case 'reads':
      return { progress: count(only(rest)) }
    case 'correction':
    case 'cancellation':
      return { [word]: decision(rest) }
    case 'fault':
      return { fault: fault(only(rest)) }
    default:
      if (first !== '') throw new Mistake(`nothing follows "${word}"`)
      if (word === 'immediate' || word === 'timed') return { progress: word }
      return word === 'duplicate' || word === 'reorder' ? { [word]: true } : {}
  }
}

const timing = /^(.*?)(?:\s+(?:after\s+(\S+)|on\s+(\S+)))?$/

/** `hold 2h` is two steps, `document CBP01` a notice and a wait. */
function say(text: string): Step[] {
  const [, said = '', delay, occasion] = timing.exec(text) ?? []
  const parts = said.split('+').map((part) => part.trim().split(/\s+/))
  const steps: Step[] = []
  const notices: StepNotice[] = []
  for (const [word = '', ...rest] of parts) {
    const row = Object.hasOwn(sayings, word) ? sayings[word] : undefined
    if (!row) throw new Mistake(unknown(word))
    notices.push(...spoken(word, rest, occasion === 'arrival'))
    if (row.waits) steps.push({ waitFor: row.waits })
    if (row.ends && rest[0] !== undefined) steps.push({ after: hours(rest[0]), notices: row.ends })
  }
  const first: Saying =
    occasion === undefined
      ? { after: delay === undefined ? 1 : hours(delay), notices }
      : { at: occasionOf(occasion), notices }
  return [first, ...steps]
}

/** The notices of one word, with what follows it filled in. */
function spoken(word: string, rest: readonly string[], arriving: boolean): readonly StepNotice[] {
  const row = sayings[word]
  const [first, second] = rest
  if (word === 'say') return [disposition(first, second, rest)]
  if (rest.length > (row?.takes.length ?? 0)) throw new Mistake(`"${rest.at(-1)}" is too much`)
  if (word === 'document')
    return [{ record: 'SO60', code: '96', documentType: documentType(first) }]
  if (word !== 'release') return row?.says ?? []
  const release: StepNotice = { record: 'SO60', code: '98', releaseOrigin: origin(first, arriving) }
  return arriving ? [{ record: 'SO50', code: '95' }, release] : [release]
}

function disposition(record = '', code = '', rest: readonly string[]): StepNotice {
  if ((record !== 'SO50' && record !== 'SO60') || rest.length !== 2) {
    throw new Mistake('a record and a code follow "say": say SO60 29')
  }
  if (!dispositionOf(record, code)) throw new Mistake(`${record} has no disposition ${code}`)
  return { record, code }
}

function waiting(rest: readonly string[]): Step {
  const [first = '', second = ''] = rest
  if (first !== 'for') return { after: hours(only(rest)), notices: [] }
  if (rest.length === 2 && waits.includes(second as Wait)) return { waitFor: second as Wait }
  throw new Mistake(`it can wait for ${waits.join(', ')}`)
}

function decision([word = '', value, ...more]: readonly string[]): Decision {
  if (more.length === 0 && word === 'granted' && value === undefined) return { decision: 'grant' }
  if (more.length === 0 && word === 'refused' && /^([1-9]|1[0-7])$/.test(value ?? '13')) {
    return { decision: 'refuse', reason: value ?? '13' }
  }
  if (more.length === 0 && word === 'asks') {
    return { decision: 'ask', documentType: documentType(value) }
  }
  throw new Mistake('it is "granted", "refused" with a reason from 1 to 17, or "asks CBP01"')
}

function conditions(codes: readonly string[]): readonly string[] {
  const wrong = codes.find((code) => !/^([A-Z0-9]{3}|\$1)$/.test(code))
  if (wrong !== undefined || codes.length === 0) {
    throw new Mistake('condition codes of three characters follow, as in "reject 282"')
  }
  return codes
}

function documentType(text = 'CBP01'): string {
  if (/^[A-Z0-9]{1,6}$/.test(text)) return text
  throw new Mistake('a document type has 1 to 6 capitals and digits, as CBP01')
}

function origin(text: string | undefined, arriving: boolean): string {
  if (text === undefined) return arriving ? '03' : '01'
  if (/^(0[1-9]|99)$/.test(text)) return text
  throw new Mistake('a release origin has two digits, 01 to 09 or 99 (SO60 63-64)')
}

function hours(text: string): number {
  const millis = parseDuration(text)
  if (millis !== undefined) return millis / hour
  throw new Mistake(`"${text}" is no duration: 30m, 2h, 1d or PT2H`)
}

function count(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  throw new Mistake('reads are counted from 1 to 9999')
}

function fault(text: string): FaultName {
  const known = faultNamed(text)
  if (known && callsOf(faults[known]).includes('transmissions')) return known
  if (known) throw new Mistake(`"${text}" is never committed on the reply to a transmission`)
  throw new Mistake(`there is no fault "${text}"${nearest(text, faultNames)}`)
}

function occasionOf(text: string): Occasion {
  const known = occasions.find((occasion) => occasion === text)
  if (known) return known
  throw new Mistake(`a step can be on ${occasions.join(' or ')}`)
}

function only(rest: readonly string[]): string {
  const [first, second] = rest
  if (first === undefined || second !== undefined) throw new Mistake('one word must follow')
  return first
}

const unknown = (word: string) =>
  `there is no word "${word}"${nearest(word, [...Object.keys(sayings), ...Object.keys(settings)])}`
