/**
 * The rules of quality: a filer may soften them, and what a check finds may stop a filing.
 * @module
 */
import type { Finding } from '../domain/checks/finding.ts'
import { severityOf } from '../domain/checks/severity.ts'
import type { CheckId, Severities } from '../domain/checks/severity.ts'
import { problem } from '../domain/problem.ts'
import type { Problem, ProblemCode } from '../domain/problem.ts'

/** Which check says the same as which rule. */
const softened: Readonly<Partial<Record<ProblemCode, CheckId>>> = {
  description_vague: 'description_generic',
  name_invalid: 'consignee_rejected',
}

/** Whether a rule's finding stands under these settings. */
export const isWanted =
  (severities: Severities) =>
  ({ code }: Problem): boolean => {
    const check = softened[code]
    return check === undefined || severityOf(check, severities) === 'error'
  }

/** A check that stops a filing, at a place that no rule has named already. */
export const isGrave = (ruled: readonly Problem[]) => {
  const named = new Set(ruled.map(({ pointer }) => pointer))
  return ({ severity, pointer }: Finding) => severity === 'error' && !named.has(pointer)
}

export const asProblem = ({ check, pointer, message, citation, rewrites }: Finding): Problem => ({
  ...problem('check_failed', pointer, { check, message }),
  ...(citation === undefined ? {} : { citation }),
  ...(rewrites === undefined ? {} : { rewrites }),
})
