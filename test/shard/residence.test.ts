import { describe, expect, it } from 'vitest'
import { decide, evolve } from '../../src/shard/residence.ts'
import type { Command, Residence } from '../../src/shard/residence.ts'

const home: Command = { type: 'settle', filer: 'ZZ9', shard: 'east' }
const move: Command = { type: 'move', to: 'west' }

function after(...commands: readonly Command[]): Residence | undefined {
  let residence: Residence | undefined
  for (const command of commands) {
    const decision = decide(command, residence)
    if (decision.kind === 'refused') throw new Error(decision.why)
    residence = evolve(residence, decision.event)
  }
  return residence
}

const why = (command: Command, ...before: readonly Command[]) => {
  const decision = decide(command, after(...before))
  return decision.kind === 'refused' ? decision.why : undefined
}

describe('a residence', () => {
  it('begins with epoch 1', () => {
    expect(after(home)).toEqual({
      ...{ filer: 'ZZ9', shard: 'east', epoch: 1, stage: 'serving', other: null },
    })
  })

  it('has one owner at each stage of a move, and another only when the filer has arrived', () => {
    const steps: Command[] = [home, move, { type: 'close' }, { type: 'arrive' }, { type: 'clear' }]
    const lived = steps.map((_, n) => after(...steps.slice(0, n + 1)))
    expect(lived.map((each) => [each?.stage, each?.shard, each?.epoch])).toEqual([
      ['serving', 'east', 1],
      ['draining', 'east', 2],
      ['copying', 'east', 2],
      ['settling', 'west', 2],
      ['serving', 'west', 2],
    ])
  })

  it('has a new epoch for everybody who takes a move over', () => {
    expect(after(home, move, { type: 'take_over' }, { type: 'take_over' })).toMatchObject({
      ...{ shard: 'east', stage: 'draining', epoch: 4, other: 'west' },
    })
  })

  it('stays where it is when the move is abandoned, and the other shard is cleared', () => {
    expect(after(home, move, { type: 'close' }, { type: 'abandon' })).toMatchObject({
      ...{ shard: 'east', stage: 'settling', epoch: 3, other: 'west' },
    })
  })

  it('does not turn back once it has arrived', () => {
    const arrived: Command[] = [home, move, { type: 'close' }, { type: 'arrive' }]
    expect(why({ type: 'abandon' }, ...arrived)).toBe('ZZ9 is settling; this needs draining or copying') // prettier-ignore
    expect(why({ type: 'take_over' }, ...arrived)).toMatch('settling')
  })

  it('refuses what makes no sense, and says why', () => {
    expect(why(home, home)).toBe('ZZ9 lives in east already')
    expect(why(move)).toBe('the filer lives nowhere yet')
    expect(why({ type: 'move', to: 'east' }, home)).toBe('ZZ9 lives in east already')
    expect(why(move, home, move)).toBe('ZZ9 is draining; this needs serving')
    expect(why({ type: 'arrive' }, home, move)).toBe('ZZ9 is draining; this needs copying')
  })
})
