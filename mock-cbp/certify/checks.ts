/**
 * All checks, in the order they are run.
 * @module
 */
import type { Check } from './check.ts'
import { documentChecks } from './checks/document.ts'
import { filingChecks } from './checks/filing.ts'
import { mailboxChecks } from './checks/mailbox.ts'

export const checks: readonly Check[] = [...filingChecks, ...mailboxChecks, ...documentChecks]
