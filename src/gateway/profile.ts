/**
 * A filer's profile: its policy, the severity of its checks, its fees.
 * @module
 */
import type { FilerPolicy } from '../domain/law/policy.ts'
import type { Severities } from '../domain/checks/severity.ts'
import type { Db } from '../store/db.ts'
import { putProfile, readProfile } from '../store/profiles.ts'

export type Profile = {
  /** Can only tighten what the installation says. */
  readonly policy: FilerPolicy
  readonly severities: Severities
  /** What the filer charges for an entry, in cents, by entry type. */
  readonly filingFeeCents: Readonly<Partial<Record<'86' | '11' | '01', number>>>
}

export const defaultProfile: Profile = { policy: 'inherit', severities: {}, filingFeeCents: {} }

export async function profileOf(db: Db, filer: string): Promise<Profile> {
  const settings = await readProfile(db, filer)
  if (settings === undefined) return defaultProfile
  return { ...defaultProfile, ...(JSON.parse(settings) as Partial<Profile>) }
}

export async function keepProfile(db: Db, filer: string, profile: Profile, at: string) {
  await db.write([putProfile(filer, JSON.stringify(profile), at)])
}
