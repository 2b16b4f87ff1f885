/**
 * From parsed JSON and a zod schema to a draft and the problems of its shape. What has the wrong
 * shape is left out of the draft, so that the rules can still judge the rest.
 * @module
 */
import leven from 'leven'
import type { z } from '@hono/zod-openapi'
import { pointerTo, problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import { textProblems } from '../domain/text.ts'
import type { Json } from './json.ts'

export type Shaped<T> = { readonly draft: T; readonly problems: readonly Problem[] }

type Path = readonly PropertyKey[]

/** Names that a caller reads back and may think of sending. */
const ours = new Set([
  'id', 'entryNumber', 'status', 'gateway', 'cbp', 'disposition', 'totals', 'verdict', 'advice',
  'next', 'can', 'shipment', 'version', 'createdAt', 'updatedAt', 'filer', 'admissible', 'oneUsg',
  'notice', 'conditions', 'transmission',
]) // prettier-ignore

/** Why each mandatory part is asked for, with its source. */
const reasons: Readonly<Record<string, readonly [why: string, citation: string]>> = {
  invoice: ['Section 321 asks for the invoice, with number and date.', '19 CFR 10.151'],
  bill: ['Section 321 asks for the bill of lading or air waybill.', '19 CFR 10.151'],
  estimatedArrivalDate: ['CBP rejects an entry without it (282).', 'CSMS 61421135'],
  portOfEntry: ['Entry type 86 names its planned port of entry.', '84 FR 40079'],
  seller: ["Entry type 86 names the shipper with its address.", '84 FR 40079'],
  consignee: ['Entry type 86 names one consignee with its address.', '84 FR 40079'],
  lines: ['Entry type 86 describes its goods line by line.', '84 FR 40079'],
  description: ['Each line describes its goods.', '19 CFR 128.24(e)'],
  htsNumber: ['Entry type 86 classifies each line to ten digits.', '84 FR 40079'],
  countryOfOrigin: ['Each line names its country of origin.', '84 FR 40079'],
  fairRetailValue: ['Each line states its value in the country of shipment.', '19 CFR 10.151'],
  quantity: ['Each line states its quantity.', '84 FR 40079'],
  packageQuantity: ['The lowest bill states its packages.', 'CATAIR SE15 60-67'],
} // prettier-ignore

/** A body with more problems than this is not worth judging further, and costs too much. */
const mostProblems = 1000

export function shape<T>(schema: z.ZodType, { value, problems: numbers }: Json): Shaped<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { draft: {} as T, problems: [problem('json_not_object', '')] }
  }
  const flagged = new Set(numbers.map(({ pointer }) => pointer))
  const { error } = schema.safeParse(value)
  const found = [...numbers]
  for (const issue of error?.issues ?? []) {
    if (flagged.has(pointerTo(...issue.path))) continue
    found.push(...problemsOf(issue, value))
    if (found.length > mostProblems) return { draft: {} as T, problems: found }
  }
  // What has the right shape is its own draft; what has not is kept as it came, beside a draft of it.
  if (found.length === 0 && !holdsNull(value)) return { draft: value as T, problems: found }
  const draft = withoutNulls(value) as object
  for (const { pointer } of found) remove(draft, pointer)
  return { draft: draft as T, problems: found }
}

type Issue = z.core.$ZodIssue

function problemsOf(issue: Issue, root: unknown): Problem[] {
  const pointer = pointerTo(...issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, mostProblems).map((key) => unknownField(key, issue.path, root))
    case 'invalid_value':
      return [invalidValue(issue.values.map(String), at(root, issue.path), pointer)]
    case 'invalid_format':
      return [invalidValue([issue.message], at(root, issue.path), pointer)]
    case 'invalid_type':
      return [wrongType(issue.expected, at(root, issue.path), pointer, issue.path)]
    case 'too_big':
      return [tooBig(at(root, issue.path), Number(issue.maximum), pointer)]
    case 'too_small':
      return [problem('too_few', pointer, { limit: String(issue.minimum) })]
    default:
      return [
        problem('type', pointer, { expected: issue.message, found: nameOf(at(root, issue.path)) }),
      ]
  }
}

function tooBig(found: unknown, limit: number, pointer: string): Problem {
  if (typeof found !== 'string') return problem('too_many', pointer, { limit })
  const bytes = new TextEncoder().encode(found).length
  return problem('too_long', pointer, { length: found.length, bytes, limit })
}

function wrongType(expected: string, found: unknown, pointer: string, path: Path): Problem {
  if (found === undefined) {
    const [why = '', citation] = reasons[String(path.at(-1))] ?? []
    return problem('required', pointer, citation === undefined ? { why } : { why, citation })
  }
  if (found === null) return problem('null_not_allowed', pointer)
  return problem('type', pointer, { expected: names[expected] ?? expected, found: nameOf(found) })
}

function invalidValue(expected: readonly string[], found: unknown, pointer: string): Problem {
  if (typeof found !== 'string') {
    return wrongType('string', found, pointer, [])
  }
  return problem('value_unknown', pointer, {
    expected: expected.join(', '),
    found: found.slice(0, 80),
  })
}

const names: Readonly<Record<string, string>> = {
  string: 'text', number: 'a number', object: 'an object', array: 'a list', boolean: 'true or false',
} // prettier-ignore

const nameOf = (value: unknown) =>
  value === null ? 'null' : (names[Array.isArray(value) ? 'array' : typeof value] ?? typeof value)

function unknownField(field: string, path: Path, root: unknown): Problem {
  const pointer = pointerTo(...path, field)
  if (path.length === 0 && ours.has(field)) return problem('read_only_field', pointer, { field })
  const broken = textProblems(field, pointer, Infinity).find(
    ({ code }) => code === 'text_unpaired_surrogate',
  )
  if (broken) return broken
  const near = nearest(field, path, root)
  return problem('unknown_field', pointer, {
    field: field.slice(0, 80),
    suggestion: near === undefined ? '' : ` Did you mean "${near}"?`,
  })
}

const shipmentFields = [
  'reference', 'orderNumber', 'orderNumbers', 'entryType', 'modeOfTransportation', 'portOfEntry',
  'estimatedArrivalDate', 'bill', 'packageQuantity', 'grossWeightKg', 'purpose', 'seller', 'consignee',
  'importerOfRecord', 'conveyance', 'contact', 'invoice', 'lines',
] // prettier-ignore

const nestedFields = [
  'masterBill', 'houseBill', 'regularBill', 'issuerScac', 'name', 'address', 'street', 'city',
  'subdivision', 'postalCode', 'country', 'carrier', 'flight', 'phone', 'number', 'date', 'currency',
  'exchangeRate', 'description', 'htsNumber', 'countryOfOrigin', 'quantity', 'unit',
  'fairRetailValue', 'pga', 'agency', 'program', 'processingCode', 'disclaim',
] // prettier-ignore

/** A name that is already there is not what was meant. */
function nearest(field: string, path: Path, root: unknown): string | undefined {
  const there = Object(at(root, path)) as object
  return (path.length === 0 ? shipmentFields : nestedFields).find(
    (known) =>
      Math.abs(known.length - field.length) <= 2 &&
      !Object.hasOwn(there, known) &&
      leven(known, field) <= 2,
  )
}

function at(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    root,
  )
}

function holdsNull(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === null
  for (const item of Object.values(value)) if (holdsNull(item)) return true
  return false
}

/** Null for an optional part is as absent. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item) ?? undefined)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  )
}

/** Takes the part at `pointer` out of the draft; in a list its place stays, empty. */
function remove(draft: object, pointer: string): void {
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const parent = at(draft, path.slice(0, -1))
  const key = path.at(-1)
  if (typeof parent !== 'object' || parent === null || key === undefined) return
  if (Array.isArray(parent)) parent[Number(key)] = undefined
  else delete (parent as Record<string, unknown>)[key]
}
