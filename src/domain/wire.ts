/**
 * The ways to carry a message to CBP, by name.
 * @module
 */

export const wireNames = ['xml', 'catair'] as const
export type WireName = (typeof wireNames)[number]

/** What a communication password of CATAIR may be: six columns of capitals and digits (A 9-14). */
export const isCatairPassword = (text: string) => /^[A-Za-z0-9]{1,6}$/.test(text)
