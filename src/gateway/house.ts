/**
 * The house of this gateway, for those who move: what may be carried, and who may carry it.
 * @module
 */
import { Refused } from '../record/refused.ts'
import type { House } from '../move/house.ts'
import { isInstalled } from './keys.ts'
import type { Caller } from './keys.ts'

export { houseOf } from '../move/house.ts'
export type { House, Page, Values } from '../move/house.ts'
export { readPage, readValues } from '../move/page.ts'

export const isRefused = (error: unknown): error is Refused => error instanceof Refused

/** Whether the gateway may send is seen at once where a move begins or ends. */
export function looking(house: House, look: () => Promise<unknown>): House {
  const seen = async (done: Promise<void>) => {
    await done
    await look()
  }
  return {
    ...house,
    leave: () => seen(house.leave()),
    enter: (id, epoch) => seen(house.enter(id, epoch)),
    settle: () => seen(house.settle()),
  }
}

/** It holds every filer's entries, and the secrets of keys and webhooks. */
export const mayMove = ({ keyId }: Caller): boolean => isInstalled(keyId)
