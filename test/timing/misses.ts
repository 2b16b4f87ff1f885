/**
 * Keys that are wrong somewhere, each with a right checksum, so that all of them are looked up.
 * @module
 */
import { checksum } from '../../src/gateway/keys.ts'

const other = (letter: string | undefined) => (letter === 'A' ? 'B' : 'A')

const flip = (text: string, at: number) =>
  text.slice(0, at) + other(text.at(at)) + text.slice(at + 1)

export function nearMisses(key: string) {
  const [, id = '', secret = ''] = key.split('_')
  const keyOf = (id: string, secret: string) => `gate321_${id}_${secret}_${checksum(id + secret)}`
  return {
    'the first character of the secret': keyOf(id, flip(secret, 0)),
    'the last character of the secret': keyOf(id, flip(secret, secret.length - 1)),
    'all of the secret': keyOf(id, 'A'.repeat(secret.length)),
    'the first character of the id': keyOf(flip(id, 0), secret),
    'the last character of the id': keyOf(flip(id, id.length - 1), secret),
  }
}
