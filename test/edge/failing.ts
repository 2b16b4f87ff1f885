/**
 * D1 that fails once from `arm` on, at the n-th call of the same words, before or after what was
 * asked has taken effect; as D1 fails, with a text that promises nothing.
 * @module
 */
import type { D1Like, D1StatementLike } from '../../src/store/d1.ts'

export type When = 'before' | 'after'

/** A call, by its words; `n`: which of those that ask in the same words. */
export type Point = { readonly text: string; readonly n: number }

/** What D1 has been heard to say; one of them is said at each failure, in turn. */
const sayings = [
  'D1_ERROR: Network connection lost.',
  'D1_ERROR: internal error',
  'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
  'D1_ERROR: D1 DB is overloaded. Too many requests queued.',
]

type Kind = 'read' | 'write'
type Wrapped = D1StatementLike & { readonly real: D1StatementLike; readonly text: string }

export function failing(database: D1Like) {
  let armed: (Point & { readonly when: When }) | undefined
  let calls: { readonly kind: Kind; readonly text: string }[] = []
  let struck: Kind | undefined

  const asked = async <T>(kind: Kind, text: string, ask: () => Promise<T>): Promise<T> => {
    calls.push({ kind, text })
    const n = calls.filter((call) => call.text === text).length
    const strikes = text === armed?.text && n === armed.n
    const lost = new Error(sayings[calls.length % sayings.length])
    if (strikes) struck = kind
    if (strikes && armed?.when === 'before') throw lost
    const answer = await ask()
    if (strikes) throw lost
    return answer
  }
  const wrapped = (real: D1StatementLike, text: string): Wrapped => ({
    real,
    text,
    bind: (...values) => wrapped(real.bind(...values), text),
    all: () => asked('read', text, () => real.all()),
  })
  const failingD1: D1Like = {
    prepare: (sql) => wrapped(database.prepare(sql), sql),
    batch: (statements) => {
      const ours = statements as Wrapped[]
      const text = [...new Set(ours.map(({ text }) => text))].join('; ')
      return asked('write', text, () => database.batch(ours.map(({ real }) => real)))
    },
  }
  return {
    database: failingD1,
    arm: (point: Point | undefined, when: When) => {
      armed = point && { ...point, when }
      calls = []
      struck = undefined
    },
    /** Calls since `arm`, and what the failing one was. */
    seen: () => ({ calls, struck }),
  }
}
