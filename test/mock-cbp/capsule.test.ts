import { describe, expect, it } from 'vitest'
import { createMockCbp } from '../../mock-cbp/app.ts'
import { readCapsule } from '../../mock-cbp/capsule/form.ts'
import type { Capsule } from '../../mock-cbp/capsule/form.ts'
import { replay } from '../../mock-cbp/capsule/replay.ts'
import type { MakeMock, Replayed } from '../../mock-cbp/capsule/replay.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { counter, file, filing, givenMock, json, mailbox, post, refusal, get } from './given.ts'
import { begin, canaries, capsuleOf, liveADay } from './lively.ts'

const make: MakeMock = (options) =>
  createMockCbp({ db: openSqlite(':memory:'), ids: counter(), ...options })

async function played(capsule: Capsule): Promise<Replayed[]> {
  const replayed: Replayed[] = []
  for await (const exchange of replay(capsule, make)) replayed.push(exchange)
  return replayed
}

const different = (replayed: readonly Replayed[]) => replayed.filter(({ same }) => !same)

async function lived(options: Parameters<typeof givenMock>[0] = {}) {
  const mock = givenMock({ pace: 'manual', ...options })
  const answers = await liveADay({ send: mock.fetch })
  const { text } = await capsuleOf({ send: mock.fetch })
  return { mock, answers, text, capsule: readCapsule(text) }
}

describe('a capsule of a lively day', () => {
  it('is the same twice, and holds every exchange', async () => {
    const { mock, answers, text, capsule } = await lived()
    expect((await capsuleOf({ send: mock.fetch })).text).toBe(text)
    expect((await lived()).text).toBe(text)
    expect(capsule.exchanges).toHaveLength(answers.length)
    expect(answers.filter((answer) => answer.startsWith('5'))).toEqual([])
    expect(text.endsWith('}\n')).toBe(true)
  })

  it('replays to the same replies, twice', async () => {
    const { capsule } = await lived()
    expect(different(await played(capsule))).toEqual([])
    expect(different(await played(capsule))).toEqual([])
  })

  it('holds nothing of what people typed', async () => {
    const { text } = await lived()
    expect(canaries.filter((word) => text.includes(word))).toEqual([])
  })
})
