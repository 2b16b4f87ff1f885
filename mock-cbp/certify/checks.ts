/**
 * All checks, in the order they are run.
 * @module
 */
import type { Check } from './check.ts'
import { acknowledgeChecks } from './checks/acknowledge.ts'
import { documentChecks } from './checks/document.ts'
import { filingChecks } from './checks/filing.ts'
import { lineChecks } from './checks/line.ts'
import { mailboxChecks } from './checks/mailbox.ts'
import { waitChecks } from './checks/wait.ts'

export const checks: readonly Check[] = [
  ...filingChecks,
  ...lineChecks,
  ...waitChecks,
  ...mailboxChecks,
  ...acknowledgeChecks,
  ...documentChecks,
]
