/**
 * Which call of `/ace` a request is, as far as faults tell them apart.
 * @module
 */
import type { Call } from './row.ts'

const forms: readonly (readonly [form: RegExp, call: Call])[] = [
  [/^POST \/ace\/transmissions$/, 'transmissions'],
  [/^GET \/ace\/mailbox$/, 'mailbox'],
  [/^POST \/ace\/mailbox\/acknowledgements$/, 'acknowledgements'],
  [/^POST \/ace\/documents$/, 'documents'],
  [/^GET \/ace\/(transmissions|entries)\/[^/]+$/, 'queries'],
]

export function callOf({ method, url }: Request): Call | undefined {
  const asked = `${method} ${new URL(url).pathname}`
  return forms.find(([form]) => form.test(asked))?.[1]
}
