/**
 * One piece of advice: worth saying, and no refusal.
 * @module
 */

export type Advice = {
  readonly code: string
  readonly pointer: string
  readonly message: string
  readonly citation?: string
  /** Ready texts to put in its place. */
  readonly rewrites?: readonly string[]
}
