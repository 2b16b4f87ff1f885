/**
 * What an attempt makes of its transmission.
 * @module
 */

/** What becomes of the transmission after an attempt. */
export type Settlement =
  | { readonly kind: 'answered' }
  | {
      readonly kind: 'again'
      readonly inDoubt: boolean
      readonly why: string
      readonly waitMillis?: number
    }
  | { readonly kind: 'parked'; readonly why: string }
