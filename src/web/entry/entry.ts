/**
 * The pages of one entry, and what may be asked of it.
 * @module
 */
import type { Desks } from '../page.ts'
import { mountAmend } from './amend.ts'
import { mountAnswer } from './answer.ts'
import { mountCancel } from './cancel.ts'
import { mountFiles } from './files.ts'
import { mountLaw } from './law.ts'
import { mountMessages } from './messages.ts'
import { mountOverview } from './overview.ts'
import { mountResend } from './resend.ts'
import { mountVersions } from './versions.ts'

export function mountEntry(desks: Desks): void {
  mountOverview(desks)
  mountMessages(desks)
  mountLaw(desks)
  mountVersions(desks)
  mountFiles(desks)
  mountAnswer(desks)
  mountAmend(desks)
  mountCancel(desks)
  mountResend(desks)
}
