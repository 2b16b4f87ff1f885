/**
 * The lanes in the order they are tried: a refused one leads to the next, not to a dead end.
 * @module
 */
import type { EntryType, Lane } from './shape.ts'
import type { Decision, LaneCode, Transport } from './vocabulary.ts'

type Route = { readonly tried: readonly LaneCode[]; readonly all: readonly LaneCode[] }

const mail: Route = {
  tried: ['FREE_RELEASE', 'POSTAL_CARRIER', 'ET13', 'IMDW', 'ET03', 'ET01'],
  all: ['FREE_RELEASE', 'POSTAL_CARRIER', 'ET13', 'IMDW', 'ET03', 'ET01', 'ET86', 'ET11'],
}

const other: Route = {
  tried: ['ET86', 'FREE_RELEASE', 'ET11', 'ET03', 'ET01'],
  all: ['ET86', 'FREE_RELEASE', 'ET11', 'ET03', 'ET01', 'ET13', 'IMDW', 'POSTAL_CARRIER'],
}

export const entryTypes: Readonly<Record<LaneCode, EntryType | null>> = {
  ET86: '86',
  FREE_RELEASE: null,
  ET11: '11',
  ET13: '13',
  IMDW: null,
  ET01: '01',
  ET03: '03',
  POSTAL_CARRIER: null,
}

/** Every lane once; those that are never tried come last. */
export const routeOrder = (mode: Transport | null): readonly LaneCode[] =>
  (mode === 'mail' ? mail : other).all

/** Null sends it to a person: the first open lane is doubtful, there is none, or no mode. */
export function routedTo(
  laneOf: (lane: LaneCode) => Lane,
  mode: Transport | null,
  decision: Decision,
): LaneCode | null {
  if (decision === 'REFER' || mode === null) return null
  const { tried } = mode === 'mail' ? mail : other
  const first = tried.find((lane) => laneOf(lane).allowed !== 'no')
  return first !== undefined && laneOf(first).allowed === 'yes' ? first : null
}
