import fc from 'fast-check'
import type { Facet, Field, Fields, Group, Infer } from '../../src/message/element.ts'

/** What XML treats in a way of its own, among what it does not. */
const characters = [...'<>&;#"\'/]! -.:,=?azAZ09', 'x', '&amp;', ']]>', '~']
/** One of these, and a document is not plain. */
const rare = ['é', '東', '\u2028', '😀', '\ufeff', '\ufffe', '\u0085', '/2001/']

const textOf = (maxLength: number) => {
  const unit = fc.constantFrom(...characters)
  const written = (unit: fc.Arbitrary<string>) =>
    fc
      .array(unit, { minLength: 1, maxLength: Math.min(maxLength, 12) })
      .map((all) => all.join('').slice(0, maxLength))
  return fc.oneof(
    { weight: 1000, arbitrary: written(unit) },
    { weight: 1, arbitrary: written(fc.constantFrom(...characters, ...rare)) },
    { weight: 10, arbitrary: fc.constant('x'.repeat(maxLength)) },
  )
}

function leafOf(facet: Facet, parse: (text: string) => unknown): fc.Arbitrary<unknown> {
  if ('maxLength' in facet) return textOf(facet.maxLength)
  if ('maxInclusive' in facet) return fc.nat(facet.maxInclusive)
  const texts = 'values' in facet ? fc.constantFrom(...facet.values) : fc.stringMatching(facet.form)
  return texts.map(parse)
}

function fieldOf(field: Field): fc.Arbitrary<unknown> {
  if (field.kind === 'leaf') return leafOf(field.facet, field.parse)
  if (field.kind === 'optional') return fc.option(fieldOf(field.of), { nil: undefined })
  if (field.kind === 'group') return fc.record(recordOf(field))
  const { of, min, max } = field
  return fc.array(fieldOf(of), { minLength: min, maxLength: Math.min(max, min + 2) })
}

const recordOf = ({ fields }: Group<Fields>) =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldOf(field)]))

/** Values of a table: nearly all can be written, and most are plain. */
export const valuesOf = <F extends Fields>(table: Group<F>) =>
  fc.record(recordOf(table)) as unknown as fc.Arbitrary<Infer<Group<F>>>

/** What may come into a document on the way: pieces that change little, and all others. */
const mild = ['', ' ', '\n', '\t', '\r\n', '1', 'A', '&amp;', '&#65;', '&#x41;', '&apos;']
const pieces = [
  ...['x', '-', '<', '>', '/', '&', '"', '\0', 'é', '\ufeff', '&#10;', '&nbsp;', '&#0;', ']]>'],
  ...['<a/>', '<a>', '</a>', '<g:a/>', ' a="b"', ' xmlns="urn:x"', '<!-- x -->', '<![CDATA[x]]>'],
  ...['<?x?>', '<!DOCTYPE x>', '<?xml version="1.0"?>', 'http://www.w3.org/2001/XInclude'],
  ' '.repeat(70_000),
]

export type Mutation = { at: number; border: boolean; cut: number; put: string; twice: boolean }

export const mutations: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(1_000_000),
  border: fc.boolean(),
  cut: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(40) }),
  put: fc.oneof(fc.constantFrom(...mild), fc.constantFrom(...pieces)),
  twice: fc.boolean(),
})

/** At a tag's border, where most of a document's meaning is, or anywhere. */
export function mutate(document: string, { at, border, cut, put, twice }: Mutation): string {
  const borders = border ? [...document.matchAll(/(?=<)|(?<=>)/g)].map(({ index }) => index) : []
  const from = borders[at % borders.length] ?? at % document.length
  const taken = twice ? document.slice(from, from + cut) : ''
  return document.slice(0, from) + taken + put + document.slice(twice ? from : from + cut)
}
