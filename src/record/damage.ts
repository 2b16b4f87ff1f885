/**
 * A damage in one line: where, then what.
 * @module
 */
import type { Damage } from './verify.ts'

export function damageText({
  what,
  entryId,
  entryNumber,
  seq,
  n,
  messageId,
  line,
}: Damage): string {
  const where = [
    entryId === undefined ? undefined : `entry ${entryNumber ?? entryId}`,
    seq === undefined ? undefined : `seq ${seq}`,
    n === undefined ? undefined : `seal ${n}`,
    messageId === undefined ? undefined : `message ${messageId}`,
    line === undefined ? undefined : `line ${line}`,
  ].filter((part) => part !== undefined)
  return where.length === 0 ? what : `${where.join(', ')}: ${what}`
}
