/**
 * What single pages need beyond the ground: each page brings its rules from its own folder.
 * @module
 */
import { batchesLook } from './batches/look.ts'
import { billsLook } from './bills/look.ts'
import { discrepanciesLook } from './discrepancies/look.ts'
import { entriesLook } from './entries/look.ts'
import { entryLook } from './entry/look.ts'
import { shipmentLook } from './shipment/look.ts'
import { settingsLook } from './settings/look.ts'
import { todayLook } from './today/look.ts'

export const looks =
  shipmentLook +
  billsLook +
  discrepanciesLook +
  todayLook +
  entriesLook +
  entryLook +
  batchesLook +
  settingsLook
