/**
 * What a check finds. Checks say where and why; how grave it is, the filer's settings say.
 * @module
 */
import type { Draft, Line, Shipment } from '../shipment.ts'
import type { CheckId } from './severity.ts'

export type Finding = {
  readonly check: CheckId
  readonly severity: 'error' | 'advice'
  /** JSON pointer (RFC 6901) to the part of the shipment it is about. */
  readonly pointer: string
  readonly message: string
  readonly citation?: string
  /** Descriptions to choose from, if true of the goods. */
  readonly rewrites?: readonly string[]
}

export type Spotted = Omit<Finding, 'severity' | 'rewrites'>

/** A shipment as far as it could be read, with what it weighs, in kilograms, if it says so. */
export type Checked = Draft<Shipment> & { readonly grossWeightKg?: string }

export type CheckedLine = Draft<Line>
