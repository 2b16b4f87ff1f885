/**
 * What the clients were told and the line has seen: the oracle, which knows nothing of the store.
 * @module
 */

/** A request that was answered with 201 or 200. */
export type Told = {
  readonly filer: string
  readonly kind: 'file' | 'amend' | 'cancel' | 'answer'
  readonly id: string
  readonly entryNumber: string
  readonly reference: string
  readonly body: string
}

/** One thing that must not be, and was. */
export type Breach = { readonly invariant: string; readonly what: string }

export type Oracle = {
  readonly told: Told[]
  readonly breaches: Breach[]
  /** The bytes that went out under each message id, by hash. */
  readonly bytes: Map<string, string>
  /** Message ids that may not be sent again before CBP was asked. */
  readonly unsettled: Set<string>
  readonly acknowledged: Set<string>
  /** What receivers of webhooks said yes to, and the bytes of what they were ever told. */
  readonly heard: Set<string>
  readonly bodies: Map<string, string>
}

export const oracle = (): Oracle => ({
  told: [],
  breaches: [],
  bytes: new Map(),
  unsettled: new Set(),
  acknowledged: new Set(),
  heard: new Set(),
  bodies: new Map(),
})
