/**
 * The whole of it, in sections: how the mock behaves, condition codes, dispositions. The codes come
 * from the tables that the mock answers by.
 * @module
 */
import { dispositions, dispositionSources } from '../../src/domain/disposition.ts'
import { conditions } from '../../src/message/condition.ts'
import type { ConditionRow } from '../../src/message/condition.ts'
import { lineFidelity } from '../ace/fidelity.ts'
import type { Refusal } from '../book/refusal.ts'
import { bookFidelity } from '../book/fidelity.ts'
import { notices, sayable } from '../coverage/notices.ts'
import { found, refusedWhole } from '../coverage/replies.ts'
import { stagingFidelity } from '../scenario/fidelity.ts'
import { invented, real, simplified } from './row.ts'
import type { FidelityRow } from './row.ts'

/** What a code says, and when the mock says it. */
export type CodeRow = FidelityRow & { readonly text: string; readonly when: string }

const refusals = new Map<string, Refusal>([...found, ...refusedWhole].map((row) => [row.code, row]))

function conditionRow([code, { narrative, source, differs }]: [string, ConditionRow]): CodeRow {
  const refusal = refusals.get(code)
  const left = [differs, refusal?.differs].filter((text) => text !== undefined).join(' ')
  const rule = refusal?.source
  const when = refusal?.when ?? `a scenario says \`reject ${code}\``
  const said = { text: narrative, when }
  if (source === null) {
    const ours = rule === undefined ? 'Code and text are ours.' : `Code and text are ours; the rule is real: ${rule}.`
    return { ...invented(code, `${ours} ${left}`.trim()), ...said }
  }
  if (left !== '') return { ...simplified(code, left, source), ...said }
  return { ...real(code, source), ...said }
} // prettier-ignore

const sourceOf = (name: string) => dispositionSources[name.startsWith('SO50') ? 'SO50' : 'SO60']

export const behaviours: readonly FidelityRow[] = [
  ...lineFidelity,
  ...bookFidelity,
  ...stagingFidelity,
]

export const conditionRows: readonly CodeRow[] = Object.entries<ConditionRow>(conditions)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(conditionRow)

export const dispositionRows: readonly CodeRow[] = notices.outcomes.map(
  ({ name, means, provoke }) => ({
    ...real(name, sourceOf(name)),
    text: means,
    when: provoke,
  }),
)

/** Of CBP's list, said by nothing of the mock's own. */
export const unsaid = {
  names: sayable.outcomes.map(({ name }) => name),
  of: dispositions.size,
}
