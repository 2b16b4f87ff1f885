/**
 * How much one caller, one filer and the machine may be asked for, as settings say it. Strings in,
 * numbers out; mistakes go to the list of all mistakes.
 * @module
 */

export type Limits = {
  /** Requests a second of one key, and how many it may save up; filing and reading count apart. */
  readonly perSecond: number
  readonly burst: number
  /** Requests of one filer at work at once; filing and reading count apart. */
  readonly atOnce: number
  /** Failed logins of one address in a minute. */
  readonly failedLogins: number
  /** Requests at work at once in this process, their bodies read; more would only queue up. */
  readonly working: number
  /** Bytes of bodies on their way in. */
  readonly incomingBytes: number
  /** Entries that wait for a transmission. */
  readonly waiting: number
  /** Entries that one filer may file in a day (UTC). */
  readonly perDay: number
}

export const usualLimits: Limits = {
  perSecond: 50,
  burst: 100,
  atOnce: 20,
  failedLogins: 20,
  working: 128,
  incomingBytes: 64 * 1024 * 1024,
  waiting: 10_000,
  perDay: 100_000,
}

/** The development key works on this machine alone, where a caller has nobody to take a share from. */
export const developmentLimits: Limits = {
  ...usualLimits,
  perSecond: 1_000_000,
  burst: 1_000_000,
  atOnce: 1_000_000,
  perDay: 1_000_000_000,
}

const settings: readonly (readonly [name: string, limit: keyof Limits])[] = [
  ['GATE321_RATE', 'perSecond'],
  ['GATE321_BURST', 'burst'],
  ['GATE321_AT_ONCE', 'atOnce'],
  ['GATE321_MAX_WORKING', 'working'],
  ['GATE321_MAX_WAITING', 'waiting'],
  ['GATE321_DAILY_CAP', 'perDay'],
]

export const limitSettings = settings.map(([name]) => name)

export function readLimits(
  set: (name: string) => string | undefined,
  wrong: (name: string, why: string) => void,
  otherwise: Limits = usualLimits,
): Limits {
  const said = settings.flatMap(([name, limit]) => {
    const value = set(name)
    if (value === undefined) return []
    if (!/^[1-9]\d{0,8}$/.test(value)) wrong(name, 'must be a whole number from 1')
    return [[limit, Number(value)] as const]
  })
  return { ...otherwise, ...Object.fromEntries(said) }
}
