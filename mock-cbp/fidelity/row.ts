/**
 * How true something is to CBP: a row of the table in the README.
 * @module
 */

export const marks = ['real', 'simplified', 'invented'] as const
export type Mark = (typeof marks)[number]

export type FidelityRow = {
  readonly what: string
  readonly mark: Mark
  /** The source; what was left out; or what stands in for what. */
  readonly says: string
}

/** CBP or the law says so, there. */
export const real = (what: string, source: string): FidelityRow => ({
  ...{ what, mark: 'real', says: source },
})

/** The real thing, with less of it. */
export const simplified = (what: string, left: string, source?: string): FidelityRow => ({
  ...{ what, mark: 'simplified', says: source === undefined ? left : `${left} Source: ${source}.` },
})

/** Ours, because the real thing is not public, not wanted, or is no rule at all. */
export const invented = (what: string, instead: string): FidelityRow => ({
  ...{ what, mark: 'invented', says: instead },
})

export const cargoRelease = 'CATAIR ACE Cargo Release v40'
export const statusNotification = 'CATAIR SO Status Notification rev 36'
