/**
 * Condition codes of CBP's replies (SE90 7-9, X1 5-7). Codes that begin with Z are private to
 * gate321: rules whose official number is not public.
 * @module
 */

/** The record that a reply repeats, with the condition behind it. */
export type ConditionRecord =
  'SE10' | 'SE11' | 'SE13' | 'SE15' | 'SE20' | 'SE30' | 'SE40' | 'SE60' | 'X1'

export type ConditionRow = {
  readonly narrative: string
  /** Where CBP says so; `null` for a code of ours. */
  readonly source: string | null
  /**
   * SE30 stands for SE50 as well, where the party is one of a line. What is missing altogether has
   * no record of its own and hangs on SE10. On which record CBP hangs its codes is not public; each
   * stands on that of the field it names.
   */
  readonly record: ConditionRecord
  /** What of the text is not CBP's. */
  readonly differs?: string
}

const cbp = (
  record: ConditionRecord,
  narrative: string,
  source: string,
  differs?: string,
): ConditionRow => ({ narrative, source, record, ...(differs === undefined ? {} : { differs }) })
const own = (record: ConditionRecord, narrative: string): ConditionRow => ({
  ...{ narrative, source: null, record },
})

const list2014 = 'SE Input Validation Rules, list of 2014'
const list2018 = 'Cargo Release Condition Codes, list of 2018'
const batch = 'CATAIR Batch & Block Control v23, X1 5-7'

/** Narratives have 40 columns (SE90 10-49). */
export const conditions = {
  '001': cbp('SE10', 'MISSING ACTION CODE', list2014),
  '002': cbp('SE10', 'INVALID ACTION CODE', list2014),
  '003': cbp('SE10', 'MISSING FILER CODE', list2014),
  '004': cbp('SE10', 'FILER CODE NOT ON FILE', list2014),
  '005': cbp('SE10', 'MISSING ENTRY NUMBER', list2014),
  '006': cbp('SE10', 'INVALID ENTRY NUMBER', list2014),
  '007': cbp('SE10', 'ENTRY NUMBER ALREADY ON FILE', list2014),
  '008': cbp('SE10', 'ENTRY NUMBER NOT ON FILE', list2014),
  '009': cbp('SE10', 'MISSING ENTRY TYPE', list2014),
  '010': cbp('SE10', 'INVALID ENTRY TYPE', list2014),
  '011': cbp('SE10', 'MISSING IMPORTER OF RECORD TYPE', list2014),
  '012': cbp('SE10', 'INVALID IMPORTER OF RECORD TYPE', list2014),
  '013': cbp('SE10', 'MISSING IMPORTER OF RECORD', list2014),
  '014': cbp(
    'SE10',
    'IMPORTER OF RECORD NOT ON FILE',
    list2014,
    'The end of its text is not known.',
  ),
  '030': cbp('SE15', 'INVALID BILL QUANTITY', list2018),
  '142': cbp('SE11', 'FIRMS CODE INELIGIBLE FOR ENTRY TYPE', 'CSMS 16-000650'),
  '152': cbp('SE11', 'FIRMS CODE IS OF INCORRECT FACILITY TYPE', 'CSMS 16-000650'),
  '157': cbp('SE15', 'FROB OR EMPTY CONTAINER NOT ELIGIBLE', list2018),
  '210': cbp('SE10', 'ENTRY TYPE CODE CHANGE IS NOT ALLOWED', list2018),
  '211': cbp('SE10', 'REPLACE NOT ALLOWED DUE TO QUOTA STATUS', list2018),
  '282': cbp('SE10', 'EDA REQUIRED FOR ENTRY TYPE 86', 'CSMS 61421135'),
  '288': cbp('SE20', 'ONLY ONE SE20 FOR EDA ALLOWED', 'CSMS 61421135'),
  '318': cbp(
    'SE40',
    'COUNTRY CODE INELIGIBLE FOR ET86',
    'CSMS 64792502',
    "The wording is that of a broker's note.",
  ),
  X12: cbp('X1', 'NOT A KNOWN ACE APPLICATION ID CODE', batch),
  X34: cbp('X1', 'UNKNOWN RECORD ID FOUND IN GROUPING', batch),
  X35: cbp('X1', 'OUT OF SEQUENCE RECORD FOUND IN GROUPING', batch),
  X37: cbp('X1', 'MISSING DATA RECORD FOUND IN GROUPING', batch),
  X38: cbp('X1', 'NON-CONTIGUOUS ITEM FOUND IN GROUPING', batch),
  X39: cbp('X1', 'DATA FOUND IN FILLER', batch),
  '999': cbp('X1', 'BATCH REJECTED', batch),
  Z01: own('SE10', 'TOTAL VALUE EXCEEDS 800'),
  Z02: own('SE15', 'ONLY ONE BILL GROUPING ALLOWED'),
  Z03: own('SE15', 'BILL MISSING OR BILL SEQUENCE INVALID'),
  Z04: own('SE15', 'BILL QUANTITY REQUIRED'),
  Z05: own('SE60', 'LINE VALUE REQUIRED'),
  Z06: own('SE10', 'ONE CONSIGNEE NAME AND ADDRESS REQUIRED'),
  Z07: own('SE10', 'SELLER REQUIRED'),
  Z08: own('SE10', 'PORT OF ENTRY REQUIRED'),
  Z09: own('SE15', 'CONVEYANCE REQUIRED FOR NON-AMS BILL'),
  Z10: own('SE60', 'HTS NUMBER NOT ON FILE'),
  Z11: own('SE10', 'ENTRY FILED AFTER ARRIVAL'),
  Z12: own('SE10', 'MODE OF TRANSPORTATION NOT ALLOWED'),
  Z13: own('SE10', 'CORRECTION OR CANCELLATION PENDING'),
  Z14: own('SE10', 'ENTRY ALREADY RELEASED'),
  Z15: own('SE10', 'ENTRY LINE REQUIRED'),
  Z16: own('SE13', 'CANCELLATION REASON INVALID'),
  Z17: own('SE10', 'LINE VALUES DO NOT ADD UP TO ENTRY VALUE'),
  Z18: own('SE10', 'ENTRY TYPE 86 NOT ACCEPTED ON THIS DATE'),
  Z19: own('SE15', 'BILL TYPE T NOT ALLOWED FOR TYPE 86'),
  Z20: own('SE30', 'GIVE NAME OR IDENTIFIER OF PARTY'),
  Z21: own('SE30', 'ADDRESS REQUIRED WITH PARTY NAME'),
  Z22: own('SE30', 'CONSIGNEE BY NAME NOT ALLOWED FOR TYPE'),
  Z23: own('SE10', 'CONTACT REQUIRED'),
  Z24: own('SE10', 'MODE OF TRANSPORTATION REQUIRED'),
  Z25: own('SE13', 'DIS REFERENCE REQUIRED'),
  Z26: own('SE30', 'ENTITY CODE MORE THAN ONCE ON ONE LEVEL'),
  Z27: own('SE40', 'LINE NUMBERS NOT ASCENDING FROM 1'),
  Z28: own('SE60', 'CHAPTER 99 NOT FIRST OR WITH A VALUE'),
  Z29: own('SE60', 'OI DESCRIPTION REQUIRED BEFORE PGA DATA'),
  Z30: own('SE13', 'REFERENCE REQUIRED FOR CANCEL REASON'),
  Z40: own('SE10', 'CHARACTER NOT ALLOWED IN RECORD'),
  Z41: own('SE10', 'RECORD IS NOT 80 COLUMNS LONG'),
  Z42: own('SE10', 'RECORD REPEATED TOO OFTEN'),
  Z43: own('SE10', 'TRAILER DOES NOT MATCH HEADER'),
  Z44: own('SE10', 'DATA NOT OF THE CLASS OF ITS FIELD'),
  Z45: own('SE10', 'MANDATORY DATA MISSING'),
  Z46: own('SE10', 'CODE NOT ON FILE'),
  Z47: own('SE10', 'DATA NOT IN THE FORM OF ITS FIELD'),
  Z48: own('SE10', 'RECORD NOT TAKEN FOR THIS ENTRY'),
  Z49: own('SE10', 'RECORD NOT ALLOWED FOR ACTION'),
  Z99: own('SE10', 'REJECTED AS REQUESTED BY THE SCENARIO'),
} as const satisfies Record<string, ConditionRow>

export type ConditionCode = keyof typeof conditions

export function conditionRow(code: string): ConditionRow | undefined {
  return (conditions as Readonly<Record<string, ConditionRow>>)[code]
}
