/**
 * The communication password, A 9-14. It is filled in when a batch leaves and blanked in what comes
 * back, so that nothing that is kept or shown carries it. Source: CATAIR Batch & Block Control v23.
 * @module
 */
import { isCatairPassword } from '../../domain/wire.ts'

/** `undefined` for a password that the six columns cannot carry. */
export function withPassword(batch: string, password: string): string | undefined {
  if (!isCatairPassword(password)) return undefined
  return `${batch.slice(0, 8)}${password.toUpperCase().padEnd(6)}${batch.slice(14)}`
}

/** CBP leaves the columns blank; another one may echo the whole of A. */
export const withoutPassword = (batches: string, password: string): string =>
  batches.replace(/^(A.{7})(.{6})/gm, (whole, before: string, columns: string) =>
    columns.trim().toUpperCase() === password.toUpperCase() ? `${before}      ` : whole,
  )
