/**
 * The client's calls for operators: whether CBP answers, whether the database may send, what went
 * out, and what CBP said that could not be applied.
 * @module
 */
import type { Standing } from './gateway/breaker.ts'
import type { AsideState, ListedAside, ShownAside } from './gateway/quarantine.ts'
import type { Reconciled } from './gateway/reconcile.ts'
import type { ShownTransmission } from './gateway/transmissions.ts'

export type { ListedAside, Reconciled, ShownAside, ShownTransmission, Standing }
export type TransmissionState = ShownTransmission['state']
export type ListedTransmission = Omit<ShownTransmission, 'entries' | 'tries' | 'hands'>

export type Sending = {
  readonly state: 'open' | 'paused'
  readonly epoch: number
  readonly since: string | null
  readonly why: string | null
  readonly step: string | null
  readonly beyond: readonly {
    readonly filer: string
    readonly entryNumber: string
    readonly messageId: string | null
    readonly bills: readonly string[]
    readonly foundAt: string
    readonly why: 'not_in_record' | 'sent_later' | 'on_file' | 'not_on_file'
  }[]
}

type Call = <T>(
  method: string,
  path: string,
  init?: {
    readonly query?: Readonly<Record<string, string | number | undefined>>
    readonly body?: unknown
  },
) => Promise<T>

const part = (...path: readonly string[]) => `v1/${path.map(encodeURIComponent).join('/')}`

export function operatorCalls(call: Call) {
  return {
    /** Whether the database may send; a restored or older one may not before it is reconciled. */
    sending: () => call<Sending>('GET', 'v1/sending'),
    /** Asks CBP a few dozen questions; call it until the state is `open`. */
    reconcile: () => call<Reconciled>('POST', 'v1/sending/reconcile', { body: {} }),
    /** What CBP said that could not be applied. `state`: quarantined (the default) or orphan. */
    quarantine: {
      list: (query: { readonly state?: AsideState; readonly limit?: number } = {}) =>
        call<{ items: readonly ListedAside[] }>('GET', 'v1/quarantine', { query }),
      show: (id: string) => call<ShownAside>('GET', part('quarantine', id)),
      replay: (id: string, why: string) =>
        call<ShownAside>('POST', part('quarantine', id, 'replay'), { body: { why } }),
      dismiss: (id: string, why: string) =>
        call<ShownAside>('POST', part('quarantine', id, 'dismiss'), { body: { why } }),
    },
    /** What went to CBP; `state` is parked unless it is said. */
    transmissions: {
      list: (query: { readonly state?: TransmissionState; readonly limit?: number } = {}) =>
        call<{ items: readonly ListedTransmission[] }>('GET', 'v1/transmissions', { query }),
      show: (id: string) => call<ShownTransmission>('GET', part('transmissions', id)),
      act: (id: string, action: 'resend' | 'requeue' | 'split', why: string) =>
        call<ShownTransmission>('POST', part('transmissions', id, action), { body: { why } }),
    },
    /** Whether CBP answers, as the gateway sees it. */
    cbp: () => call<Standing>('GET', 'v1/cbp'),
  }
}
