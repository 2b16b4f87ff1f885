/**
 * A move in its two halves: out of a house into a file, and from the file into another house.
 * @module
 */
import type { Clock } from '../gateway/deps.ts'
import { Refused } from '../record/refused.ts'
import { enterHouse } from './enter.ts'
import type { Entered } from './enter.ts'
import { packText } from './file.ts'
import type { House } from './house.ts'
import { houseText } from './leave.ts'
import type { Counted } from './leave.ts'
import { openToEnter, openToLeave } from './open.ts'
import type { Place } from './open.ts'
import { remoteHouse } from './remote.ts'
import type { RemoteOptions } from './remote.ts'

/** On this machine, or behind a gateway. */
export type Whereabouts = { readonly place: Place } | { readonly gateway: RemoteOptions }

export type Left = Counted & { readonly bytes: number; readonly rows: number }

export type Outward = { readonly from: Whereabouts; readonly to: string; readonly id: string; readonly clock: Clock } // prettier-ignore

export async function leaveTo({ from, to, id, clock }: Outward): Promise<Left> {
  const write = async (house: House): Promise<Left> => {
    const counted: Counted = { tables: {}, documents: 0, missing: 0 }
    const bytes = await packText(houseText({ house, id, at: clock.now(), counted }), to)
    const rows = Object.values(counted.tables).reduce((sum, table) => sum + table.rows, 0)
    return { ...counted, bytes, rows }
  }
  if ('gateway' in from) {
    const house = remoteHouse(from.gateway)
    await house.leave()
    return write(house)
  }
  const { house, close } = await openToLeave(from.place, clock)
  try {
    return await write(house)
  } finally {
    await close()
  }
}

/** A write at the edge has a time and a size; here one waits for the disk, however large it is. */
const loads = {
  gateway: { rows: 200, characters: 400_000 },
  place: { rows: 5000, characters: 4_000_000 },
}

export type Inward = { readonly from: string; readonly to: Whereabouts; readonly clock: Clock }

export async function enterFrom({ from, to, clock }: Inward): Promise<Entered> {
  if ('gateway' in to) return enterHouse(from, remoteHouse(to.gateway), loads.gateway)
  const { house, finish, close } = await openToEnter(to.place, clock)
  try {
    const entered = await enterHouse(from, house, loads.place)
    finish()
    return entered
  } catch (error) {
    throw named(error)
  } finally {
    await close()
  }
}

/** What a database says against a row, PostgreSQL of a text with NUL for one, is for a person. */
function named(error: unknown): unknown {
  if (error instanceof Refused || !(error instanceof Error)) return error
  return new Refused(`The database does not take this: ${error.message}.`, { cause: error })
}
