/**
 * What is known of a client after one check: its requests as the mock kept them, what CBP holds,
 * and what the client said of the parcel.
 * @module
 */
import type { Status } from '../../src/domain/status.ts'
import { billsOf } from '../../src/message/bills.ts'
import type { Filing } from '../../src/message/filing.ts'
import type { Parcel } from './client.ts'
import type { OnBook } from './holding.ts'
import type { Heard } from './journal.ts'
import { filingsIn, mentions, wholeIn } from './spoken.ts'

/** A filing or a document on its way to CBP: one attempt. */
export type Sent = Heard & { readonly messageId: string }
export type Filed = Sent & {
  /** A adds, R replaces, U updates, D cancels; `undefined` where the mock cannot read it. */
  readonly action: Filing['actionCode'] | undefined
}

/** A look at the mailbox, and which notifications of this parcel it showed in full. */
export type Look = Heard & { readonly ids: readonly string[] }
export type Acknowledged = Heard & { readonly ids: readonly string[] }

/** From when on the client said so. */
export type Said = {
  readonly at: string
  readonly status: Status | undefined
  readonly text: string
}

export type Evidence = {
  readonly parcel: Parcel
  /** The parcel in CBP's book. */
  readonly held: OnBook | undefined
  /** How many notifications CBP made of it, repeats not counted. */
  readonly notices: number
  readonly filings: readonly Filed[]
  /** Questions after these filings, by message id or by entry number. */
  readonly queries: readonly Heard[]
  readonly documents: readonly Sent[]
  readonly looks: readonly Look[]
  readonly acknowledgements: readonly Acknowledged[]
  readonly said: readonly Said[]
  /** How many notifications the client's own history has. */
  readonly told: number | undefined
  /** Everything the client did meanwhile. */
  readonly heard: readonly Heard[]
}

type Known = Pick<Evidence, 'parcel' | 'held' | 'notices' | 'said' | 'told' | 'heard'>

export function evidenceOf(known: Known): Evidence {
  const { parcel, held, heard } = known
  const number = held?.entryNumber
  const isOurs = (text: string) =>
    text.includes(parcel.houseBill) || (number !== undefined && mentions(text, number))
  const posts = (path: string) =>
    heard.filter((line) => line.method === 'POST' && line.path === path)
  const sent = (path: string) =>
    posts(path)
      .filter(({ request }) => isOurs(request))
      .map((line): Sent => ({ ...line, messageId: line.messageId ?? line.headers['message-id'] ?? '' })) // prettier-ignore
  const filings = sent('/ace/transmissions')
  const ids = new Set(filings.map(({ messageId }) => messageId))
  return {
    ...known,
    filings: filings.map((one) => ({ ...one, action: actionIn(one.request, parcel) })),
    queries: heard.filter(
      ({ method, path, messageId }) =>
        method === 'GET' &&
        ((path.startsWith('/ace/transmissions/') && ids.has(messageId ?? '')) ||
          (path.startsWith('/ace/entries/') && number !== undefined && path.includes(number))),
    ),
    documents: sent('/ace/documents'),
    looks: heard
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/ace/mailbox'))
      .map((line) => ({
        ...line,
        ids: number === undefined ? [] : wholeIn(line.reply).filter((id) => id.startsWith(number)),
      })),
    acknowledgements: posts('/ace/mailbox/acknowledgements').map((line) => ({
      ...line,
      ids: idsIn(line.request).filter((id) => number === undefined || id.startsWith(number)),
    })),
  }
}

function actionIn(request: string, { houseBill }: Parcel): Filed['action'] {
  const filings = filingsIn(request)
  const ours = filings.find((filing) =>
    billsOf(filing).some((bill) => bill.billNumber === houseBill),
  )
  return (ours ?? filings[0])?.actionCode
}

function idsIn(request: string): string[] {
  try {
    const { ids } = JSON.parse(request) as { ids?: unknown }
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    // The mock has refused it already.
    return []
  }
}
