/**
 * Condition codes of CBP's replies (SE90 7-9, X1 5-7). Codes that begin with Z are private to
 * gate321: rules whose official number is not public.
 * @module
 */

export type ConditionRow = { readonly narrative: string; readonly source: 'CBP' | 'private' }

const cbp = (narrative: string): ConditionRow => ({ narrative, source: 'CBP' })
const own = (narrative: string): ConditionRow => ({ narrative, source: 'private' })

/** Narratives have 40 columns (SE90 10-49). */
export const conditions = {
  '001': cbp('MISSING ACTION CODE'),
  '002': cbp('INVALID ACTION CODE'),
  '003': cbp('MISSING FILER CODE'),
  '004': cbp('FILER CODE NOT ON FILE'),
  '005': cbp('MISSING ENTRY NUMBER'),
  '006': cbp('INVALID ENTRY NUMBER'),
  '007': cbp('ENTRY NUMBER ALREADY ON FILE'),
  '008': cbp('ENTRY NUMBER NOT ON FILE'),
  '009': cbp('MISSING ENTRY TYPE'),
  '010': cbp('INVALID ENTRY TYPE'),
  '011': cbp('MISSING IMPORTER OF RECORD TYPE'),
  '012': cbp('INVALID IMPORTER OF RECORD TYPE'),
  '013': cbp('MISSING IMPORTER OF RECORD'),
  '014': cbp('IMPORTER OF RECORD NOT ON FILE'),
  '030': cbp('INVALID BILL QUANTITY'),
  '142': cbp('FIRMS CODE INELIGIBLE FOR ENTRY TYPE'),
  '152': cbp('FIRMS CODE IS OF INCORRECT FACILITY TYPE'),
  '157': cbp('FROB OR EMPTY CONTAINER NOT ELIGIBLE'),
  '210': cbp('ENTRY TYPE CODE CHANGE IS NOT ALLOWED'),
  '211': cbp('REPLACE NOT ALLOWED DUE TO QUOTA STATUS'),
  '282': cbp('EDA REQUIRED FOR ENTRY TYPE 86'),
  '288': cbp('ONLY ONE SE20 FOR EDA ALLOWED'),
  '318': cbp('COUNTRY CODE INELIGIBLE FOR ET86'),
  '999': cbp('BATCH REJECTED'),
  Z01: own('TOTAL VALUE EXCEEDS 800'),
  Z02: own('ONLY ONE BILL GROUPING ALLOWED'),
  Z03: own('BILL MISSING OR BILL SEQUENCE INVALID'),
  Z04: own('BILL QUANTITY REQUIRED'),
  Z05: own('LINE VALUE REQUIRED'),
  Z06: own('ONE CONSIGNEE NAME AND ADDRESS REQUIRED'),
  Z07: own('SELLER REQUIRED'),
  Z08: own('PORT OF ENTRY REQUIRED'),
  Z09: own('CONVEYANCE REQUIRED FOR NON-AMS BILL'),
  Z10: own('HTS NUMBER NOT ON FILE'),
  Z11: own('ENTRY FILED AFTER ARRIVAL'),
  Z12: own('MODE OF TRANSPORTATION NOT ALLOWED'),
  Z13: own('CORRECTION OR CANCELLATION PENDING'),
  Z14: own('ENTRY ALREADY RELEASED'),
  Z15: own('ENTRY LINE REQUIRED'),
  Z16: own('CANCELLATION REASON INVALID'),
  Z17: own('LINE VALUES DO NOT ADD UP TO ENTRY VALUE'),
  Z18: own('ENTRY TYPE 86 NOT ACCEPTED ON THIS DATE'),
  Z99: own('REJECTED AS REQUESTED BY THE SCENARIO'),
} as const satisfies Record<string, ConditionRow>

export type ConditionCode = keyof typeof conditions

export function conditionRow(code: string): ConditionRow | undefined {
  return (conditions as Readonly<Record<string, ConditionRow>>)[code]
}
