/**
 * The faults that the mock can commit, and the bad days that are made of them.
 * @module
 */

export const faultNames = ['reset', 'lost-reply'] as const
export type FaultName = (typeof faultNames)[number]

export const badDays = ['flaky-line'] as const
