/**
 * Outcomes of the reply: its dispositions and its condition codes.
 * @module
 */
import { batchRefusals, fieldRefusals } from '../ace/columns.ts'
import { envelopeRefusal } from '../ace/work.ts'
import { rules } from '../book/conditions.ts'
import { enforcements } from '../book/enforcement.ts'
import { dispositions, narratives } from '../book/ruling.ts'
import { numbered, standings } from '../book/standing.ts'
import { conditions } from '../../src/message/condition.ts'
import { outcomeId } from './id.ts'
import { byBill, byHeader } from './outcome.ts'
import type { Group } from './outcome.ts'

type Actions = typeof dispositions
/** One for every disposition that the ruling's table has. */
const provoked: { readonly [A in keyof Actions]: { readonly [W in keyof Actions[A]]: string } } = {
  A: {
    refused: byBill('SIMREJ282'),
    taken: byBill('SIMREL1'),
    warned: byHeader('warn 282'),
  },
  R: { refused: 'replace an entry that is not on file', taken: 'replace an accepted entry' },
  U: {
    refused: 'update an entry that is not on file',
    taken: 'update an accepted entry that is not released',
  },
  D: { refused: 'cancel an entry that is not on file', taken: 'cancel an accepted entry' },
}
const actions = { A: 'add', R: 'replace', U: 'update', D: 'cancel' } as const

export const replies: Group = {
  title: 'Replies',
  outcomes: (['A', 'R', 'U', 'D'] as const).flatMap((action) =>
    Object.entries(dispositions[action]).map(([what, disposition]) => ({
      id: outcomeId.reply(action, disposition),
      name: `${action} ${disposition}`,
      means: `${actions[action]}: ${narratives[disposition]}`,
      provoke: (provoked[action] as Readonly<Record<string, string>>)[what] ?? '',
    })),
  ),
}

/** What the mock finds by itself, in the order it looks. */
export const found = [numbered, ...standings, ...rules, ...enforcements, ...fieldRefusals]
/** Of a transmission as a whole. */
export const refusedWhole = [envelopeRefusal, ...batchRefusals]
const own = new Set<string>([envelopeRefusal, ...found].map(({ code }) => code))

export const conditionOutcomes: Group = {
  title: 'Condition codes',
  outcomes: [
    ...found.map(({ code, when }) => ({
      ...{ id: outcomeId.condition(code), name: code, means: conditions[code].narrative },
      provoke: `${byBill(`SIMREJ${code}`)}; or ${when}`,
    })),
    ...refusedWhole.map(({ code, when }) => ({
      ...{ id: outcomeId.rejection(code), name: code, means: conditions[code].narrative },
      provoke: when,
    })),
  ],
}

/** Codes that the mock gives only where a scenario says so; those with X refuse no entry (X1). */
export const staged: Group = {
  title: 'Condition codes by `reject` alone',
  outcomes: Object.entries(conditions)
    .filter(([code]) => !own.has(code) && !code.startsWith('X'))
    // Names that look like numbers come first in a table, whatever its order.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { narrative }]) => ({
      ...{ id: outcomeId.condition(code), name: code, means: narrative },
      provoke: byBill(`SIMREJ${code}`),
    })),
}
