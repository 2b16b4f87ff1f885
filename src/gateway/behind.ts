/**
 * Is this database an older one? Then CBP knows messages of ours that it does not have.
 * @module
 */
import { filersFiling } from '../store/entries.ts'
import { highestMessage, transmissionsOf } from '../store/outbox.ts'
import { readSending } from '../store/sending.ts'
import { messageIdOf } from './assemble.ts'
import { cbpOf } from './cbp.ts'
import type { Deps } from './deps.ts'

/** The message that CBP knows and we do not; '' when there is none; `undefined`: not to be told. */
export async function behindCbp(deps: Deps): Promise<string | undefined> {
  const cbp = cbpOf(deps)
  const { epoch } = await readSending(deps.db)
  for (const filer of await filersFiling(deps.db)) {
    for (const n of await nextNumbers(deps, filer, epoch)) {
      const messageId = messageIdOf(filer, epoch, n)
      const { kind } = await cbp.query(filer, messageId)
      const known = kind === 'answer' || kind === 'waiting'
      // Another node may have sent it since we looked; what is sent is kept before its bytes leave.
      if (known && !(await transmissionsOf(deps.db, [messageId])).has(messageId)) return messageId
      if (!known && kind !== 'unknown') return undefined
    }
  }
  return ''
}

/**
 * What a process that was lost gave out next: the number after the highest, or, when it was started
 * anew, the first of the next block.
 */
async function nextNumbers({ db }: Deps, filer: string, epoch: number): Promise<readonly number[]> {
  const { highest, given } = await highestMessage(
    db,
    filer,
    messageIdOf(filer, epoch, 0).slice(0, -8),
  )
  return highest === 0 ? [] : [...new Set([highest + 1, given + 1])]
}
