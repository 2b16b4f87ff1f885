/**
 * Whether two digests are the same, without telling by its time where they differ: every character
 * of both is looked at, whatever came before. Node's `timingSafeEqual` is not to be had everywhere.
 * @module
 */
type Text = Pick<string, 'length' | 'charCodeAt'>

/** `kept` has a length that everybody knows. */
export function sameDigest(presented: Text, kept: Text): boolean {
  let difference = presented.length ^ kept.length
  for (let at = 0; at < kept.length; at++) {
    difference |= presented.charCodeAt(at % presented.length) ^ kept.charCodeAt(at)
  }
  return difference === 0
}
