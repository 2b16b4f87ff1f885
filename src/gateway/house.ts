/**
 * The house of this gateway, for those who move: what may be carried, and who may carry it.
 * @module
 */
import { Refused } from '../record/refused.ts'
import { isInstalled } from './keys.ts'
import type { Caller } from './keys.ts'

export { houseOf } from '../move/house.ts'
export type { House, Page, Values } from '../move/house.ts'
export { readPage, readValues } from '../move/page.ts'

export const isRefused = (error: unknown): error is Refused => error instanceof Refused

/** It holds every filer's entries, and the secrets of keys and webhooks. */
export const mayMove = ({ keyId }: Caller): boolean => isInstalled(keyId)
