/**
 * Condition codes of CBP's replies (SE90 7-9, X1 5-7). Codes that begin with Z are private to
 * gate321: rules whose official number is not public.
 * @module
 */

export type ConditionRow = {
  readonly narrative: string
  /** Where CBP says so; `null` for a code of ours. */
  readonly source: string | null
  /** What of the text is not CBP's. */
  readonly differs?: string
}

const cbp = (narrative: string, source: string, differs?: string): ConditionRow =>
  differs === undefined ? { narrative, source } : { narrative, source, differs }
const own = (narrative: string): ConditionRow => ({ narrative, source: null })

const list2014 = 'SE Input Validation Rules, list of 2014'
const list2018 = 'Cargo Release Condition Codes, list of 2018'
const batch = 'CATAIR Batch & Block Control v23, X1 5-7'

/** Narratives have 40 columns (SE90 10-49). */
export const conditions = {
  '001': cbp('MISSING ACTION CODE', list2014),
  '002': cbp('INVALID ACTION CODE', list2014),
  '003': cbp('MISSING FILER CODE', list2014),
  '004': cbp('FILER CODE NOT ON FILE', list2014),
  '005': cbp('MISSING ENTRY NUMBER', list2014),
  '006': cbp('INVALID ENTRY NUMBER', list2014),
  '007': cbp('ENTRY NUMBER ALREADY ON FILE', list2014),
  '008': cbp('ENTRY NUMBER NOT ON FILE', list2014),
  '009': cbp('MISSING ENTRY TYPE', list2014),
  '010': cbp('INVALID ENTRY TYPE', list2014),
  '011': cbp('MISSING IMPORTER OF RECORD TYPE', list2014),
  '012': cbp('INVALID IMPORTER OF RECORD TYPE', list2014),
  '013': cbp('MISSING IMPORTER OF RECORD', list2014),
  '014': cbp('IMPORTER OF RECORD NOT ON FILE', list2014, 'The end of its text is not known.'),
  '030': cbp('INVALID BILL QUANTITY', list2018),
  '142': cbp('FIRMS CODE INELIGIBLE FOR ENTRY TYPE', 'CSMS 16-000650'),
  '152': cbp('FIRMS CODE IS OF INCORRECT FACILITY TYPE', 'CSMS 16-000650'),
  '157': cbp('FROB OR EMPTY CONTAINER NOT ELIGIBLE', list2018),
  '210': cbp('ENTRY TYPE CODE CHANGE IS NOT ALLOWED', list2018),
  '211': cbp('REPLACE NOT ALLOWED DUE TO QUOTA STATUS', list2018),
  '282': cbp('EDA REQUIRED FOR ENTRY TYPE 86', 'CSMS 61421135'),
  '288': cbp('ONLY ONE SE20 FOR EDA ALLOWED', 'CSMS 61421135'),
  '318': cbp(
    'COUNTRY CODE INELIGIBLE FOR ET86',
    'CSMS 64792502',
    "The wording is that of a broker's note.",
  ),
  '999': cbp('BATCH REJECTED', batch),
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
