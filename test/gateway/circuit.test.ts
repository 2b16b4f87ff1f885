import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after } from '../../src/domain/day.ts'
import { closed, filerLimits, heard, isOpen, lineLimits, mayProbe, probing } from '../../src/gateway/circuit.ts' // prettier-ignore
import type { Circuit, Limits, Sign } from '../../src/gateway/circuit.ts'

const at = (seconds: number) => after('2026-11-23T14:00:00.000Z', seconds * 1000)

/** The circuit after these signs, a second apart. */
const given = (signs: readonly Sign[], limits: Limits = lineLimits): Circuit =>
  signs.reduce((circuit, sign, n) => heard(circuit, sign, `${sign} ${n}`, at(n), limits), closed)

const times = (count: number, sign: Sign) => Array.from({ length: count }, () => sign)

describe('the circuit towards CBP', () => {
  it.each<[string, readonly Sign[], boolean]>([
    ['nothing', [], false],
    ['four failures', times(4, 'failure'), false],
    ['five failures in a row', times(5, 'failure'), true],
    ['an answer between them', [...times(4, 'failure'), 'answer', ...times(4, 'failure')], false],
    ['one fatal sign', ['fatal'], true],
    ['one answer after it opened', [...times(5, 'failure'), 'answer'], true],
    ['two answers after it opened', [...times(5, 'failure'), 'answer', 'answer'], false],
    ['answer, failure, answer', [...times(5, 'failure'), 'answer', 'failure', 'answer'], true],
  ])('given %s', (_, signs, open) => {
    expect(isOpen(given(signs))).toBe(open)
  })

  it('given that it opened, keeps since when, and tries each 30 s', () => {
    const open = given(times(5, 'failure'))
    expect(open).toMatchObject({ since: at(4), why: 'failure 4', probeAt: at(34) })
    expect([33, 34].map((seconds) => mayProbe(open, at(seconds)))).toEqual([false, true])
    const failed = heard(open, 'failure', 'again', at(34), lineLimits)
    expect(failed).toMatchObject({ since: at(4), why: 'again', probeAt: at(64) })
  })

  it('given a try that nobody reports back, tries again 30 s later', () => {
    const open = probing(given(times(5, 'failure')), at(34), lineLimits)
    expect([35, 64].map((seconds) => mayProbe(open, at(seconds)))).toEqual([false, true])
  })

  it('given refused credentials, pauses the filer at once and tries each five minutes', () => {
    const paused = given(['fatal'], filerLimits)
    expect([299, 300].map((seconds) => mayProbe(paused, at(seconds)))).toEqual([false, true])
    expect(isOpen(heard(paused, 'answer', '', at(300), filerLimits))).toBe(false)
  })
})

describe('whatever comes', () => {
  const signs = fc.array(fc.constantFrom<Sign>('answer', 'failure', 'fatal'), { maxLength: 60 })

  it('is open exactly after five failures in a row or a fatal sign, until two answers in a row', () => {
    fc.assert(
      fc.property(signs, (list) => {
        let [open, failures, answers] = [false, 0, 0]
        for (const sign of list) {
          failures = sign === 'answer' ? 0 : failures + 1
          answers = sign === 'answer' ? answers + 1 : 0
          if (!open && (sign === 'fatal' || failures >= 5)) open = true
          else if (open && answers >= 2) open = false
          if (!open) answers = 0
          if (!open && sign === 'answer') failures = 0
        }
        expect(isOpen(given(list))).toBe(open)
      }),
    )
  })

  it('says since when it is open, and always has a next try', () => {
    fc.assert(
      fc.property(signs, (list) => {
        const circuit = given(list)
        if (circuit.kind === 'closed') return
        expect(circuit.since <= at(list.length)).toBe(true)
        expect(mayProbe(circuit, circuit.probeAt)).toBe(true)
        expect(circuit.probeAt <= at(list.length + 30)).toBe(true)
      }),
    )
  })
})
