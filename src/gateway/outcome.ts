/**
 * What a send to CBP means: one table from what was observed to what follows. Where CBP may have
 * the message the transmission is in doubt; only a short list of failures surely sent nothing.
 * @module
 */

export type Outcome =
  /** A complete answer came; its body is still to be read. */
  | { readonly kind: 'answer'; readonly body: Uint8Array }
  /** CBP has it and has not decided yet. */
  | { readonly kind: 'waiting'; readonly waitMillis: number | undefined }
  /** To a query only: CBP does not know the message. */
  | { readonly kind: 'unknown' }
  /** Surely not at CBP: send again later. */
  | {
      readonly kind: 'unsent'
      readonly why: string
      readonly alarm: boolean
      readonly of?: Trouble
    }
  /** CBP may or may not have it: ask before sending again. */
  | {
      readonly kind: 'doubt'
      readonly why: string
      readonly waitMillis: number | undefined
      readonly of?: Trouble
    }
  /** No resend can help: a person must look. */
  | { readonly kind: 'parked'; readonly why: string }

/** What keeps CBP from being asked at all, where that is what was seen. */
export type Trouble = 'line' | 'address' | 'credentials' | 'certificate'

/** Connections that never stood, so that not one byte of the request left (Node's codes). */
const neverConnected = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'UND_ERR_CONNECT_TIMEOUT',
])
const certificate = /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/

export function ofError(error: unknown): Outcome {
  const code = codeOf(error)
  if (neverConnected.has(code))
    return { kind: 'unsent', why: `cbp_unreachable ${code}`, alarm: false, of: 'line' }
  if (certificate.test(code)) return unsent(`cbp_certificate ${code}`, 'certificate')
  return { ...doubt(`cbp_connection ${code}`.trim()), of: 'line' }
}

function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
  }
  return error instanceof Error ? error.name : ''
}

const doubt = (why: string, waitMillis?: number) =>
  ({ kind: 'doubt', why, waitMillis }) satisfies Outcome
const unsent = (why: string, of: Trouble): Outcome => ({ kind: 'unsent', why, alarm: true, of })
const parked = (why: string): Outcome => ({ kind: 'parked', why })

/** `body` is what could be read of the response within the cap; `undefined` when it was cut. */
export function ofResponse(response: Response, body: Uint8Array | undefined, now: string): Outcome {
  const { status } = response
  const waitMillis = retryAfter(response.headers.get('Retry-After'), now)
  if (status === 202) return { kind: 'waiting', waitMillis }
  if (status >= 200 && status < 300) {
    if (body === undefined) return doubt('cbp_limits')
    return body.length === 0 ? doubt('cbp_empty') : { kind: 'answer', body }
  }
  if (status >= 300 && status < 400) return unsent(`cbp_redirect ${status}`, 'address')
  if (status === 401 || status === 403) return unsent(`cbp_credentials ${status}`, 'credentials')
  if (status === 404 || status === 405 || status === 410)
    return unsent(`cbp_address ${status}`, 'address')
  if (status === 409) return parked('cbp_message_id_reused')
  if (status === 413) return parked('cbp_too_large')
  return doubt(`cbp_http ${status}`, waitMillis)
}

/** Seconds or a date, kept between one second and a quarter of an hour. */
export function retryAfter(header: string | null, now: string): number | undefined {
  if (header === null) return undefined
  const seconds = /^-?\d+$/.test(header)
    ? Number(header)
    : (Date.parse(header) - Date.parse(now)) / 1000
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 1), 900) * 1000
}
