/**
 * CBP's reply to a transmission (CATAIR SX), as a table and as text.
 * @module
 */
import { code, group, many, optional, pattern, text, whole } from './element.ts'
import type { Infer } from './element.ts'
import { documentReader } from './reading.ts'
import { documentWriter } from './writer.ts'

export const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/

const envelope = group({
  /** Of the transmission that is answered. */
  messageId: pattern('A 60-80', /^[A-Z0-9-]{1,21}$/),
  filerCode: pattern('A 6-8', /^[A-Z0-9]{3}$/),
  processedAt: pattern('A 15-20', isoInstant),
  /** As the block of the transmission had it. */
  blockReference: optional(pattern('B 60-80', /^[A-Z0-9-]{1,21}$/)),
})

const condition = group({
  messageType: code('SE90 5-6', '11', '13'),
  conditionCode: pattern('SE90 7-9', /^[A-Z0-9]{3}$/),
  narrative: text('SE90 10-49', 40),
})

const result = group({
  actionCode: code('SE10 5', 'A', 'R', 'U', 'D'),
  filerCode: pattern('SE10 6-8', /^[A-Z0-9]{3}$/),
  entryNumber: pattern('SE10 11-18', /^\d{8}$/),
  /** 01 rejected, 02 accepted, 03 accepted with warnings, 04 referred to review. */
  sxDisposition: code('SE90 5-6', '01', '02', '03', '04'),
  narrative: text('SE90 10-49', 40),
  conditions: many('condition', condition, 0, 999),
})

const reason = group({
  conditionCode: pattern('X1 5-7', /^[A-Z0-9]{3}$/),
  narrative: text('X1 11-50', 40),
  /** The record in the transmission, counted from its A record as 1. */
  recordPosition: optional(whole('X0 26-32', 9_999_999)),
  /** The column in that record; 0 is the whole record. */
  column: optional(whole('X0 34-35', 80)),
})

/** The whole transmission is refused: X1, final. */
const rejection = group({
  conditionCode: pattern('X1 5-7', /^[A-Z0-9]{3}$/),
  narrative: text('X1 11-50', 40),
  /** What led to it, as far as it is told. */
  reasons: many('reason', reason, 0, 99),
})

export const cargoReleaseReply = group({
  envelope,
  rejection: optional(rejection),
  results: many('result', result, 0, 999),
})

export type CargoReleaseReply = Infer<typeof cargoReleaseReply>
export type Result = Infer<typeof result>

export const printReply = documentWriter('CargoReleaseReply', cargoReleaseReply)

export const readReply = documentReader('CargoReleaseReply', cargoReleaseReply)
