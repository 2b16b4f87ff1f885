/**
 * Every reason to refuse a shipment or a command: code, text, citation. One table, one row a rule.
 * `{name}` in a text is replaced by the value of that name.
 * @module
 */

export type Problem = {
  readonly code: ProblemCode
  /** JSON pointer (RFC 6901) to the part of the input that is wrong. */
  readonly pointer: string
  readonly message: string
  readonly citation?: string
  /** Ready texts to put in its place. */
  readonly rewrites?: readonly string[]
}

type Row = { readonly text: string; readonly citation?: string }

const type86Data = '84 FR 40079 (entry type 86 data elements)'

const table = {
  // The form of the input
  json_not_object: { text: 'The body must be one JSON object.' },
  required: { text: 'This is required. {why}' },
  unknown_field: { text: 'There is no field "{field}" here.{suggestion}' },
  read_only_field: { text: '"{field}" is set by gate321 and cannot be sent. Remove it.' },
  null_not_allowed: { text: 'This is required and cannot be null.' },
  type: { text: 'Expected {expected}, found {found}.' },
  value_unknown: { text: 'Expected one of {expected}, found "{found}".' },
  too_many: { text: 'At most {limit} are allowed here.' },
  too_few: { text: 'At least {limit} is needed here.' },

  // Text
  blank: { text: 'This is blank. Write what it stands for.' },
  too_long: {
    text: 'Too long: {length} characters, {bytes} bytes; the record has room for {limit}.',
  },
  text_control_char: { text: 'Contains the control character {point}. Remove it.' },
  text_line_break: { text: 'Contains a line break or tab ({point}); this field is one line.' },
  text_invisible: { text: 'Contains the invisible character {point}. Remove it.' },
  text_unpaired_surrogate: {
    text: 'Contains half of a surrogate pair ({point}); send whole characters.',
  },
  text_charset: {
    text: 'ACE records are ASCII, and "{character}" (character {position}) has no accepted spelling in it. Write it in Latin letters.',
  },

  // Identifiers and codes
  code_unknown: { text: '"{found}" is not a known {what}.{suggestion}' },
  country_code: { text: '"{found}" is not an ISO 3166 two-letter country code.{suggestion}' },
  bill_form: {
    text: 'Send masterBill with houseBill, or regularBill alone: {found}.',
    citation: 'CATAIR SE15 (bill sequences R, or M with H)',
  },
  bill_number: {
    text: '"{found}" is not a valid {what}: {why}.',
    citation: 'CATAIR SE15 10-59',
  },
  importer_number: {
    text: 'Not an importer number. Accepted: NN-NNNNNNN with an optional two-character suffix (EIN), NNN-NN-NNNN (SSN), NNNNNN-NNNNN (CBP-assigned).',
    citation: 'CATAIR SE10 25-36',
  },
  phone_number: {
    text: 'The phone number must be 7 to 15 digits and nothing else.',
    citation: 'CATAIR SE13 45-59',
  },
  contact_name: {
    text: 'The contact name takes letters, digits and spaces only.',
    citation: 'CATAIR SE13 5-44',
  },
  hts_format: {
    text: '"{found}" is not ten digits. Send the full statistical number without dots.',
    citation: 'CATAIR SE60 5-14',
  },
  hts_unknown: {
    text: '{number} is not a tariff number for goods: {why}.',
    citation: 'HTSUS chapters 1 to 97',
  },

  // Numbers, money, days
  number_range: { text: 'This number is too large to be represented.' },
  number_precision: { text: 'This number has more digits than can be kept exactly.' },
  number_format: { text: 'Write whole numbers plainly: {found} is not accepted.' },
  amount_format: {
    text: '"{found}" is not an amount. Send US dollars like "30.00", no separators.',
  },
  amount_scale: {
    text: '"{found}" has fractions of a cent. Nothing is rounded silently; send two decimals.',
  },
  amount_range: { text: '"{found}" must be more than zero and below ten billion dollars.' },
  quantity_format: { text: 'A quantity is a whole number, found {found}.' },
  quantity_range: { text: 'A quantity is between 1 and 99999999, found {found}.' },
  weight_format: { text: '"{found}" is not a weight. Send kilograms like "1.25".' },
  currency_rate: {
    text: 'An invoice in {currency} needs exchangeRate, more than zero: US dollars for one {currency}.',
  },
  expiry_range: { text: 'A key ends after now and within {days} days; found {found}.' },
  date_invalid: { text: '"{found}" is not a day that exists. Send YYYY-MM-DD.' },
  date_order: { text: 'The invoice is dated {invoice}, after the arrival on {arrival}.' },
  date_range: { text: '{found} is more than a year away.' },

  // Lines
  lines_min: { text: 'A shipment has at least one line.', citation: type86Data },
  lines_max: {
    text: 'An entry holds at most 999 lines, found {count}.',
    citation: 'CATAIR SE40 5-7',
  },

  // What section 321 and entry type 86 ask
  value_over_limit: {
    text: 'The total fair retail value is ${total}; entry type 86 is for $800.00 or less. File type 11 (up to $2,500.00) or 01.',
    citation: '19 USC 1321(a)(2)(C)',
  },
  lane_closed: {
    text: 'Entry type {entryType} is closed to this shipment: {why} {remedy}',
    citation: '{citation}',
  },
  person_decides: {
    text: 'The rules give no answer here, so a person must decide: {why}',
    citation: '19 CFR 10.151',
  },
  check_failed: { text: '{message} Check: {check}.' },
  rules_too_old: {
    text: 'The rules were last checked {age} days ago, and this installation files with rules of at most {most} days.',
  },
  day_over_limit: {
    text: '{name} would have ${sum} of goods arriving on {day}, over ${ceiling} for one person on one day. Already there: {shipments}. Let it arrive on another day, or file type 11 or 01.',
    citation: '19 USC 1321(a)(2)(C)',
  },
  order_split: {
    text: 'Order {order} already travels under {reference} ({entryNumber}). One order sent in separate lots cannot use the exemption. Ship it together under one bill, file it as type 11 or 01, or give real separate orders numbers of their own.',
    citation: '19 USC 1321(a)(2); 19 CFR 10.151',
  },
  value_over_informal: {
    text: 'The total value is ${total}; informal entry (type 11) is for $2,500.00 or less. File type 01.',
    citation: '19 CFR 143.21',
  },
  mode_excluded: {
    text: 'Goods in the mail cannot use entry type 86.',
    citation: '84 FR 40079; 19 CFR 145.31',
  },
  goods_excluded: { text: '{goods} cannot use entry type 86. {remedy}', citation: '{source}' },
  description_vague: {
    text: '"{found}" does not say what the goods are. Name the article, its material and its use, as in "Women\'s knit cotton T-shirts".',
    citation: '19 CFR 128.24(e)',
  },
  name_invalid: {
    text: '"{found}" does not name a person or a firm.',
    citation: 'CBP consignee name notices of July 2024',
  },
  arrival_passed: {
    text: 'The shipment arrived on {arrival} and it is {today} at the port. Entry type 86 is filed on or before arrival.',
    citation: '89 FR 2630',
  },
  importer_required: {
    text: 'Entry type {entryType} needs importerOfRecord.',
    citation: 'CATAIR SE10 22-36',
  },
  conveyance_required: {
    text: 'This mode has no automated manifest, so conveyance (carrier, flight) is required.',
    citation: 'CATAIR SE15 73, SE16',
  },
  disclaim_code: {
    text: '"{found}" is not a disclaim code; use A, B, C, D, E or F.',
    citation: 'CATAIR PG01 80',
  },

  // Commands on an entry
  state_conflict: { text: '{why}' },
  entry_type_change: {
    text: 'An entry keeps its type. Cancel this entry and file a new one as type {found}.',
    citation: 'SE condition code 210',
  },
  reference_change: { text: 'An entry keeps its reference, "{reference}".' },
  reference_duplicate: {
    text: 'The reference "{reference}" is already used by entry {entryNumber}.',
  },
  bill_on_file: {
    text: 'CBP has bill {bill} on file under entry {entryNumber}, which this database does not know since it was restored. Filed again it would be filed twice.',
    citation: 'CATAIR SE15',
  },
  reason_unknown: {
    text: '"{found}" is not a cancellation reason; use "01" to "11".',
    citation: 'CATAIR SE13 60-61',
  },
  replacement_required: {
    text: 'Reason {reason} ({because}) needs {field}.',
    citation: 'CATAIR SE20 EN, IB, FTZ',
  },
  replacement_invalid: { text: '"{found}" cannot be told to CBP: {why}.', citation: 'CATAIR SE20' },
  entry_number_invalid: {
    text: '"{found}" is not one of your entry numbers: {why}.',
    citation: 'CATAIR SE20 EN',
  },
  answer_empty: { text: 'An answer needs text, or at least one document.' },
  document_type: {
    text: '{name}: {found} is not accepted. Send PDF, JPEG, PNG, TIFF or plain text.',
  },
  document_content: { text: '{name}: {why}.' },
  webhook_url: { text: '"{found}" cannot be the address of a webhook: {why}.' },
  document_name: { text: '"{found}" is not a plain file name.' },

  // Rows of a file
  csv_columns: { text: '{why}' },
  csv_row: { text: 'This row cannot be read: {why}.' },
  rows_differ: {
    text: 'Row {row} says "{found}" and row {first} "{expected}" for the same shipment. Let them agree, or leave it empty from its second row on.',
  },
  row_too_long: { text: 'This shipment is longer than {limit} bytes.' },
  cell_formula: {
    text: 'This cell holds {found}. Nothing is calculated here; paste what it shows as text.',
  },
  cell_number_in_code: {
    text: 'This cell holds the number {found}, and a leading zero may be lost. Format the column as text and write the code again.',
  },
  json_syntax: { text: '{why}' },
  json_empty: { text: '{why}' },
  json_bom: { text: '{why}' },
  json_too_deep: { text: '{why}' },
  json_too_complex: { text: '{why}' },
  json_forbidden_key: { text: '{why}' },
  json_key_too_long: { text: '{why}' },
  json_duplicate_key: { text: '{why}' },
  utf8_invalid: { text: '{why}' },
} satisfies Record<string, Row>

export type ProblemCode = keyof typeof table

type Values = Readonly<Record<string, string | number>>

/** Builds a problem from its row; a placeholder without a value is a mistake in our own code. */
export function problem(code: ProblemCode, pointer: string, values: Values = {}): Problem {
  const row: Row = table[code]
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`problem ${code} needs a value for {${name}}`)
      return String(value)
    })
  const citation = values['citation'] ?? row.citation
  return {
    code,
    pointer,
    message: fill(row.text).trim(),
    ...(citation === undefined ? {} : { citation: fill(String(citation)) }),
  }
}

/** The whole table, for documentation and for the tests that look at every row. */
export const problemTable: Readonly<Record<ProblemCode, Row>> = table

/** `pointerTo('lines', 0, 'a/b')` is `/lines/0/a~1b` (RFC 6901). */
export function pointerTo(...path: readonly (string | number | symbol)[]): string {
  let pointer = ''
  for (const part of path) pointer += `/${typeof part === 'number' ? part : escaped(String(part))}`
  return pointer
}

const escaped = (part: string) =>
  /[~/]/.test(part) ? part.replaceAll('~', '~0').replaceAll('/', '~1') : part
