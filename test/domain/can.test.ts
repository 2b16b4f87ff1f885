import { describe, expect, it } from 'vitest'
import { can } from '../../src/domain/can.ts'
import type { Capabilities } from '../../src/domain/can.ts'
import type { Command } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import {
  amend,
  answer,
  cancel,
  clock,
  entryAfter,
  file,
  notice,
  notify,
  onFile,
  reply,
  transmit,
} from './example.ts'

const asked = [...onFile, notify(10, notice('96'))]

type Case = readonly [string, readonly Command[], readonly (keyof Capabilities)[]]

const cases: readonly Case[] = [
  ['queued', [file], ['amend', 'cancel']],
  ['queued and sent', [file, transmit('M1')], ['resend']],
  ['submitted', onFile, ['amend', 'cancel']],
  ['under review', [...onFile, notify(10, notice('90'))], ['amend', 'cancel', 'answer']],
  ['a discrepancy', asked, ['amend', 'cancel', 'answer']],
  ['a discrepancy with its answer waiting', [...asked, answer], []],
  ['a discrepancy with its answer sent', [...asked, answer, transmit('M2')], ['resend']],
  ['under correction', [...onFile, amend], []],
  [
    'under correction at CBP',
    [...onFile, amend, transmit('M2'), reply('M2', 'R', '04')],
    ['answer'],
  ],
  [
    'under an update at CBP',
    [...onFile, { ...amend, transportOnly: true }, transmit('M2')],
    ['resend'],
  ],
  [
    'under cancellation at CBP',
    [...onFile, cancel, transmit('M2'), reply('M2', 'D', '04')],
    ['answer'],
  ],
  ['released', [...onFile, notify(10, notice('98'))], []],
  ['rejected', [file, transmit('M1'), reply('M1', 'A', '01')], ['amend', 'cancel']],
  ['cancelled', [file, cancel], []],
]

describe('what may be asked of an entry', () => {
  it.each(cases)('that is %s', (_, commands, expected) => {
    const capabilities = can(entryAfter(...commands))
    const allowed = Object.entries(capabilities).filter(([, { allowed }]) => allowed)
    expect(allowed.map(([name]) => name)).toEqual(expected)
    for (const { allowed, reason } of Object.values(capabilities)) {
      expect(reason).toEqual(allowed ? null : expect.stringMatching(/^[A-Z].{15,}\.$/))
    }
  })

  it.each(cases)(
    'is what is decided when it is asked, of one that is %s',
    (_, commands, expected) => {
      const entry = entryAfter(...commands)
      for (const command of [amend, cancel, answer] as const) {
        const { kind } = decide(command, entry, clock(60))
        expect([command.type, kind]).toEqual([
          command.type,
          expected.includes(command.type) ? 'events' : 'problems',
        ])
      }
    },
  )

  it('is refused in the words of the capability', () => {
    const entry = entryAfter(...onFile, notify(10, notice('98')))
    expect(can(entry).cancel.reason).toContain('released')
    expect(decide(cancel, entry, clock(60))).toMatchObject({
      problems: [{ code: 'state_conflict', message: can(entry).cancel.reason }],
    })
  })
})
