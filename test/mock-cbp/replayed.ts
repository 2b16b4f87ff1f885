/**
 * Capsules taken from a mock, and played again in another one.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import { readCapsule } from '../../mock-cbp/capsule/form.ts'
import type { Capsule } from '../../mock-cbp/capsule/form.ts'
import { replay } from '../../mock-cbp/capsule/replay.ts'
import type { MakeMock, Replayed } from '../../mock-cbp/capsule/replay.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { counter } from './given.ts'
import { capsuleOf } from './lively.ts'
import type { Lively } from './lively.ts'

export async function capsuleIn({ fetch }: { readonly fetch: Lively['send'] }) {
  const { text } = await capsuleOf({ send: fetch })
  return { text, capsule: readCapsule(text) }
}

type Options = Parameters<MakeMock>[0]

const make = (options: Options) =>
  createMockCbp({ db: openSqlite(':memory:'), ids: counter(), ...options })

export async function replayed(capsule: Capsule, by: MakeMock = make): Promise<Replayed[]> {
  const exchanges: Replayed[] = []
  for await (const exchange of replay(capsule, by)) exchanges.push(exchange)
  return exchanges
}

/** The mock that the capsule was played in. */
export async function playIn(capsule: Capsule) {
  const made: ReturnType<typeof make>[] = []
  await replayed(capsule, (options) => {
    const mock = make(options)
    made.push(mock)
    return mock
  })
  const [mock] = made
  if (!mock) throw new Error('nothing was made')
  return mock
}

export const different = (exchanges: readonly Replayed[]) => exchanges.filter(({ same }) => !same)
