/**
 * What looking a key up does, whatever part of it is right (T-A3). That it takes the same time too is
 * for `npm run timing` to say: a clock in a test would only tell how busy the machine is.
 */
import { describe, expect, it, vi } from 'vitest'
import { keys } from '../../src/gateway/keys.ts'
import { sameDigest } from '../../src/gateway/same.ts'
import { nodeDigest } from '../../src/record/file.ts'
import { nearMisses } from '../timing/misses.ts'
import { filer, world } from './world.ts'

/** A text that counts how often it is looked into, and where. */
function watched(text: string) {
  const seen: number[] = []
  const charCodeAt = (at: number) => {
    seen.push(at)
    return text.charCodeAt(at)
  }
  return { text: { length: text.length, charCodeAt }, seen }
}

const every = Array.from({ length: 64 }, (_, at) => at)

describe('two digests are compared', () => {
  const kept = nodeDigest('the key')
  const flip = (at: number) =>
    kept.slice(0, at) + (kept[at] === '0' ? '1' : '0') + kept.slice(at + 1)

  it.each([
    ['are the same', kept],
    ['differ in the first character', flip(0)],
    ['differ in the last', flip(63)],
    ['differ in all', kept.replaceAll(/./g, 'x')],
  ])('by every character of both where they %s', (_, other) => {
    const [one, two] = [watched(other), watched(kept)]
    expect(sameDigest(one.text, two.text)).toBe(other === kept)
    expect([one.seen, two.seen]).toEqual([every, every])
  })

  it.each(['', kept.slice(1), `${kept}0`])('and are not the same where one is %j', (other) => {
    expect(sameDigest(other, kept)).toBe(false)
  })
})

describe('a key that is not quite one', () => {
  it('is looked up with the same question and the same digest, whatever part of it is right', async () => {
    const { db, clock } = await world()
    const digest = vi.fn(nodeDigest)
    const room = keys({ db, clock, digest })
    await room.install(filer, 'a-setting')
    const made = await room.create(filer, { name: 'a', scopes: ['entries:read'], expiresAt: null })
    expect(await room.recognise(made.key)).toMatchObject({ keyId: made.id })
    const read = vi.spyOn(db, 'read')
    for (const [what, presented] of Object.entries(nearMisses(made.key))) {
      read.mockClear()
      digest.mockClear()
      expect(await room.recognise(presented), what).toBeUndefined()
      const questions = read.mock.calls.map(([{ sql }]) => sql)
      expect([questions.length, digest.mock.calls.length], what).toEqual([1, 1])
      expect(digest.mock.calls[0]?.[0]).toHaveLength(made.key.length)
    }
  })
})
