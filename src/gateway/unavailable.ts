/**
 * What callers above the gateway may know of the store: that it does not take writes just now.
 * @module
 */
import { StoreUnavailable } from '../store/db.ts'

export type { StoreUnavailable }

export const isStoreUnavailable = (error: unknown): error is StoreUnavailable =>
  error instanceof StoreUnavailable
