/**
 * What is worth saying without refusing: spellings, checks, and what the law leaves to a person.
 * @module
 */
import type { Finding } from '../domain/checks/finding.ts'
import type { Judgement } from '../domain/law/answer.ts'
import type { EntryType } from '../domain/shipment.ts'
import { actingLane } from './judge.ts'
import type { Advice } from './saying.ts'

export function adviceOf(said: {
  readonly spelled: readonly Advice[]
  readonly judgement: Judgement
  readonly entryType: EntryType
  readonly findings: readonly Finding[]
}): Advice[] {
  const { spelled, judgement, entryType, findings } = said
  return [
    ...spelled,
    ...findings.filter(({ severity }) => severity === 'advice').map(ofFinding),
    ...ofLaw(judgement, entryType),
  ]
}

/** What the law says beside its verdict: that an exemption is not enforced, above all. */
export const warningsOf = ({ messages }: Judgement): Advice[] =>
  messages()
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, text }) => ({ code: code.toLowerCase(), pointer: '', message: text }))

const ofFinding = ({ check, pointer, message, citation, rewrites }: Finding): Advice => ({
  code: check,
  pointer,
  message,
  ...(citation === undefined ? {} : { citation }),
  ...(rewrites === undefined ? {} : { rewrites }),
})

/** Warnings of the answer, and what of the lane a broker must confirm. */
function ofLaw(judgement: Judgement, entryType: EntryType): Advice[] {
  const lane = actingLane(judgement, entryType)
  const confirm = lane.allowed === 'refer' ? [...lane.why, ...lane.confirm] : lane.confirm
  return [
    ...warningsOf(judgement),
    ...confirm.map(({ ruleId, text, citation }) => ({
      code: 'confirm',
      pointer: '/entryType',
      message: `Confirm with a broker: ${text} (${ruleId})`,
      citation,
    })),
  ]
}
