/**
 * One row of the table of everyday words.
 * @module
 */

export type Everyday = readonly [said: string, means: string]
