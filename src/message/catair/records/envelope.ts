/**
 * The envelope: batch A .. Z, blocks B .. Y, and what ACE says when it rejects a batch (X0, X1).
 * Source: CATAIR Batch & Block Control v23.
 * @module
 */
import * as codes from '../codes.ts'
import { layout } from '../layout.ts'

const port = { form: /^\d{4}$/, says: 'four digits of Schedule D', kind: 'port' } as const
const filer = { form: /^[A-Z0-9]{3}$/, says: 'three letters or digits' }
/** ACE leaves it blank where it could not read the batch. */
const application = { values: codes.applications }

export const A = layout(
  'A',
  'batch header',
  [2, 5, 'AN', 'M', 'siteCode', 'site of the data processing', port],
  [6, 8, 'AN', 'M', 'senderCode', 'sender or receiver', filer],
  [9, 14, 'AN', 'C', 'password', 'communication password'],
  [15, 20, 'D', 'O', 'transmissionDate', 'day of transmission', { kind: 'day' }],
  [26, 27, 'AN', 'C', 'applicationIdentifier', 'application', application],
  [38, 39, 'AN', 'C', 'officeCode', 'office of the sender'],
  [60, 80, 'X', 'O', 'userData', "transmitter's reference, echoed"],
)

export const B = layout(
  'B',
  'block header',
  [4, 7, 'AN', 'M', 'port', 'processing port', port],
  [8, 10, 'AN', 'M', 'filerCode', 'processing filer', filer],
  [11, 12, 'AN', 'M', 'applicationIdentifier', 'application', application],
  [45, 46, 'AN', 'C', 'officeCode', 'office of the filer'],
  [47, 50, 'AN', 'C', 'preparerPort', 'port of the remote preparer', port],
  [51, 53, 'AN', 'C', 'preparerFiler', 'remote preparer', filer],
  [54, 55, 'AN', 'C', 'preparerOffice', 'office of the remote preparer'],
  [56, 56, 'AN', 'C', 'preparerIndicator', 'filed by a remote preparer', { values: codes.marked }],
  [60, 80, 'X', 'O', 'userData', "filer's own reference, echoed"],
)

export const Y = layout(
  'Y',
  'block trailer',
  [4, 7, 'AN', 'M', 'port', 'processing port', port],
  [8, 10, 'AN', 'M', 'filerCode', 'processing filer', filer],
  [11, 12, 'AN', 'M', 'applicationIdentifier', 'application', application],
  [45, 46, 'AN', 'C', 'officeCode', 'office of the filer'],
)

export const outputY = layout(
  'Y',
  'block trailer of CBP',
  [4, 7, 'AN', 'M', 'port', 'processing port', port],
  [8, 10, 'AN', 'M', 'filerCode', 'processing filer', filer],
  [11, 12, 'AN', 'M', 'applicationIdentifier', 'application', application],
  [13, 17, 'N', 'M', 'count', 'records between B and Y'],
  [45, 46, 'AN', 'C', 'officeCode', 'office of the filer'],
)

export const Z = layout(
  'Z',
  'batch trailer',
  [2, 5, 'AN', 'M', 'siteCode', 'site, as in A', port],
  [6, 8, 'AN', 'M', 'senderCode', 'sender or receiver, as in A', filer],
  [15, 20, 'D', 'C', 'transmissionDate', 'day of transmission', { kind: 'day' }],
  [38, 39, 'AN', 'C', 'officeCode', 'office of the sender'],
)

/** Records that ACE makes up where it could not read those of the filer. */
const made = (mark: string) => ({ values: { [mark]: 'made by ACE' } })
export const rejectionB = layout('B', 'block header of a rejection', [80, 80, 'A', 'M', 'mark', 'made by ACE', made('B')]) // prettier-ignore
export const rejectionY = layout(
  'Y',
  'block trailer of a rejection',
  [13, 17, 'N', 'M', 'count', 'records between B and Y'],
  [80, 80, 'A', 'M', 'mark', 'made by ACE', made('Y')],
)
export const rejectionZ = layout('Z', 'batch trailer of a rejection', [80, 80, 'A', 'M', 'mark', 'made by ACE', made('Z')]) // prettier-ignore

const refersTo = { values: { 'REF ID:': 'the reference follows' } }

export const X0 = layout(
  'X0',
  'reference to a block',
  [4, 9, 'A', 'M', 'form', 'what is referred to', { values: { BLOCK: 'a block' } }],
  [11, 16, 'N', 'M', 'occurrence', 'which one in the batch, from 1'],
  [18, 24, 'X', 'M', 'literal', 'literal', refersTo],
  [26, 29, 'AN', 'O', 'port', 'processing port', port],
  [31, 33, 'AN', 'O', 'filerCode', 'processing filer', filer],
  [35, 36, 'AN', 'O', 'officeCode', 'office of the filer'],
  [38, 39, 'AN', 'O', 'applicationIdentifier', 'application'],
  [41, 61, 'X', 'O', 'userData', "filer's own reference"],
  [63, 72, 'AN', 'O', 'preparer', 'remote preparer'],
)

export const X0transaction = layout(
  'X0',
  'reference to a transaction',
  [4, 9, 'A', 'M', 'form', 'what is referred to', { values: { TRNACT: 'a transaction' } }],
  [11, 16, 'N', 'M', 'occurrence', 'which one in its block, from 1'],
  [18, 24, 'X', 'M', 'literal', 'literal', refersTo],
  [26, 32, 'N', 'M', 'recordPosition', 'the record in the batch, A is 1'],
  [34, 35, 'N', 'M', 'column', 'the column in the record, 00 is the whole record'],
)

export const X1 = layout(
  'X1',
  'condition of a rejection',
  [3, 3, 'A', 'C', 'final', 'whether the batch is rejected by it', { values: codes.finality }],
  [4, 4, 'A', 'M', 'severity', 'severity', { values: codes.rejectionSeverities }],
  [5, 7, 'AN', 'M', 'conditionCode', 'condition'],
  [10, 10, 'AN', 'O', 'reason', 'reason'],
  [11, 50, 'X', 'M', 'narrative', 'narrative'],
)
