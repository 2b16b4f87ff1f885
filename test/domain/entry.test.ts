import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/command.ts'
import { evolve, replay } from '../../src/domain/evolve.ts'
import type { Entry } from '../../src/domain/entry.ts'
import {
  amend,
  answer,
  cancel,
  clock,
  file,
  life,
  morning,
  notice,
  notify,
  onFile,
  reply,
  transmit,
} from './example.ts'

const lives: readonly (readonly [string, readonly Command[]])[] = [
  ['released', [...onFile, notify(10, notice('97')), notify(11, notice('98'))]],
  ['suspended', [...onFile, notify(12, notice('99')), notify(11, notice('98'))]],
  [
    'mended',
    [file, transmit('M1'), reply('M1', 'A', '01'), amend, transmit('M2'), reply('M2', 'A', '03')],
  ],
  [
    'corrected',
    [...onFile, amend, transmit('M2'), reply('M2', 'R', '04'), notify(10, notice('86'))],
  ],
  [
    'answered',
    [...onFile, notify(10, notice('96')), answer, transmit('M2'), reply('M2', 'answer', '02')],
  ],
  [
    'cancelled',
    [...onFile, cancel, transmit('M2'), reply('M2', 'D', '02'), notify(10, notice('23'))],
  ],
  ['withdrawn', [file, cancel]],
]

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

describe('an entry', () => {
  it.each(lives)('that is %s is the fold of its events, one by one', (_, commands) => {
    const events = life(...commands)
    let entry: Entry | undefined
    events.forEach((event, index) => {
      entry = evolve(entry, event)
      expect(entry).toEqual(replay(events.slice(0, index + 1)))
      expect(entry).toMatchObject({ seq: index + 1, createdAt: morning, updatedAt: event.at })
    })
  })

  it.each(lives)('that is %s is never changed, only followed by another', (_, commands) => {
    const events = frozen(life(...commands))
    expect(() =>
      events.reduce<Entry | undefined>((entry, event) => frozen(evolve(entry, event)), undefined),
    ).not.toThrow()
  })

  it.each(lives)('that is %s survives being stored as JSON at every step', (_, commands) => {
    const events = life(...commands)
    const stored = events.reduce<Entry | undefined>(
      (entry, event) => JSON.parse(JSON.stringify(evolve(entry, event))) as Entry,
      undefined,
    )
    expect(stored).toEqual(replay(events))
  })

  it('has no beginning but "filed"', () => {
    const [, ...beheaded] = life(file, transmit('M1'))
    expect(replay([])).toBeUndefined()
    expect(() => replay(beheaded)).toThrow('begins with "filed"')
  })

  it('was accepted by CBP when CBP says, not when we heard', () => {
    const entry = replay(life(...onFile))
    expect(entry).toMatchObject({ acceptedAt: clock(1), updatedAt: clock(2) })
  })
})
