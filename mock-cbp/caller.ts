/**
 * A filer's side of the line in its plainest form, for tests and first steps: it sends what it is
 * given once and hands back what came. It retries nothing and keeps nothing.
 * @module
 */
import type { WireName } from '../src/domain/wire.ts'

export type CallerOptions = {
  readonly filer?: string
  readonly password?: string
  /** What the mailbox is asked for; XML unless told. */
  readonly wire?: WireName
  readonly fetch?: (request: Request) => Promise<Response>
}

/** The HTTP code, and the body as text. */
export type Came = { readonly status: number; readonly text: string }

export type AceDocument = {
  readonly type: string
  readonly name: string
  readonly mediaType: string
  /** Base64. */
  readonly content: string
}

export type AceCaller = {
  /** `POST /ace/transmissions`: a document in XML, or a batch of CATAIR records. */
  readonly file: (messageId: string, text: string) => Promise<Came>
  /** `GET /ace/transmissions/{messageId}`: is it known, and its reply. */
  readonly reply: (messageId: string) => Promise<Came>
  /** `GET /ace/mailbox`: what CBP has to say by now. */
  readonly mailbox: (limit?: number) => Promise<Came>
  readonly acknowledge: (ids: readonly string[]) => Promise<Came>
  /** `GET /ace/entries/{entryNumber}`. */
  readonly query: (entryNumber: string) => Promise<Came>
  /** `POST /ace/documents`: an answer, in words or with documents. */
  readonly answer: (
    messageId: string,
    answer: {
      readonly entryNumber: string
      readonly text?: string
      readonly documents?: readonly AceDocument[]
    },
  ) => Promise<Came>
}

const mediaTypes = { xml: 'application/xml', catair: 'text/x-catair' } as const

/** `url` is where `/ace` is, as `https://cbp.test`. */
export function aceCaller(url: string, options: CallerOptions = {}): AceCaller {
  const { filer = 'ZZ9', password = 'mock', wire = 'xml', fetch = globalThis.fetch } = options
  const authorization = { Authorization: `Basic ${btoa(`${filer}:${password}`)}` }
  const call = async (path: string, init: RequestInit = {}): Promise<Came> => {
    const headers = { ...authorization, ...(init.headers as Record<string, string> | undefined) }
    const response = await fetch(new Request(`${url}/ace/${path}`, { ...init, headers }))
    return { status: response.status, text: await response.text() }
  }
  const post = (path: string, body: string, headers: Readonly<Record<string, string>>) =>
    call(path, { method: 'POST', body, headers })
  const json = { 'Content-Type': 'application/json' }
  const typeOf = (text: string) => mediaTypes[text.trimStart().startsWith('<') ? 'xml' : 'catair']
  return {
    file: (id, body) =>
      post('transmissions', body, { 'Content-Type': typeOf(body), 'Message-Id': id }),
    reply: (id) => call(`transmissions/${id}`),
    mailbox: (limit) =>
      call(limit === undefined ? 'mailbox' : `mailbox?limit=${limit}`, {
        headers: { Accept: mediaTypes[wire] },
      }),
    acknowledge: (ids) => post('mailbox/acknowledgements', JSON.stringify({ ids }), json),
    query: (entryNumber) => call(`entries/${entryNumber}`),
    answer: (id, answer) =>
      post('documents', JSON.stringify(answer), { ...json, 'Message-Id': id }),
  }
}
