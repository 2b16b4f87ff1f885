/**
 * What PostgreSQL says when it refuses, in the words of the port (SQLSTATE, PostgreSQL appendix A).
 * @module
 */
import { CheckFailed, Conflict, StoreUnavailable } from './db.ts'
import type { Unavailability } from './db.ts'

type Said = {
  readonly code?: string
  readonly table?: string
  readonly constraint?: string
  readonly message?: string
}

/** Another transaction was faster (serialization failure, deadlock): the same again may pass. */
export const isRace = (error: unknown): boolean => /^40(001|P01)$/.test(codeOf(error))

/** A newer release has changed a table since the statement was planned on this connection. */
export const isStale = (error: unknown): boolean =>
  codeOf(error) === '0A000' && /cached plan/.test((error as Said).message ?? '')

/** The connection is gone, with whatever answer was on its way. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error)
  if (/^(08|57P0[123])/.test(code) || /^E[A-Z]+$/.test(code)) return true
  return code === '' && /connection|terminat/i.test(error instanceof Error ? error.message : '')
}

/** By class or code; the first that fits. */
const states: readonly (readonly [RegExp, Unavailability])[] = [
  // disk full, out of memory
  [/^53100|^53200/, 'full'],
  // too many connections, lock timeout, serialization, deadlock, cannot connect now
  [/^53300|^55P03|^40|^57P03/, 'busy'],
  // read-only, input or output failed, damaged, shutting down, connection lost
  [/^25006|^58|^XX|^57P|^08/, 'failed'],
]

export function translate(error: unknown): unknown {
  if (error instanceof StoreUnavailable) return error
  const { code, table, constraint } = error as Said
  if (code === '23505') return new Conflict(table ?? '', error)
  if (code === '23514') return new CheckFailed(constraint ?? '', error)
  const [, reason] = states.find(([form]) => form.test(codeOf(error))) ?? []
  if (reason !== undefined) return new StoreUnavailable(reason, error)
  return isLost(error) ? new StoreUnavailable('failed', error) : error
}

const codeOf = (error: unknown): string => String((error as Said | null)?.code ?? '')
