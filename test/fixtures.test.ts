import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseAmount } from '../src/domain/money.ts'
import { problemTable } from '../src/domain/problem.ts'
import type { Bill } from '../src/domain/shipment.ts'
import type { Draft, Shipment } from '../src/domain/shipment.ts'
import { statuses } from '../src/domain/status.ts'
import type { Status } from '../src/domain/status.ts'
import { validate } from '../src/domain/validate.ts'

const lowestBill = ({ houseBill, regularBill }: Bill) => houseBill ?? regularBill ?? ''

type Fixture = { file: string; story: string; endsIn: Status; shipment: Shipment }
type Expected = {
  file: string
  contentType?: string
  status: number
  code?: string
  errors?: [code: string, pointer: string][]
}

/** The fixtures' own day: arrival dates never age against it. */
const now = '2026-11-23T14:00:00.000Z'

/** Where the mock's built-in scenarios lead when nobody answers CBP. */
const scenarioEnds: Readonly<Record<string, Status>> = {
  SIMREL: 'released',
  SIMEXM: 'released',
  SIMDOC: 'discrepancy',
  SIMHLD: 'released',
  SIMREJ318: 'rejected',
  SIMREJ282: 'rejected',
  SIMDMM: 'discrepancy',
  SIMCTY: 'discrepancy',
  SIMSUS: 'discrepancy',
  SIMSIL: 'submitted',
  SIMLAT: 'released',
  SIMDUP: 'released',
  SIMORD: 'released',
  SIMQTY: 'discrepancy',
}

const goodFolder = new URL('../fixtures/shipments/', import.meta.url)
const badFolder = new URL('../fixtures/bad/', import.meta.url)

const good: Fixture[] = readdirSync(goodFolder).map((file) => ({
  file,
  ...JSON.parse(readFileSync(new URL(file, goodFolder), 'utf8')),
}))
const bytesOf = (file: string) => readFileSync(new URL(file, badFolder))
const bad: Expected[] = JSON.parse(bytesOf('expected.json').toString())

const scenarioOf = ({ shipment }: Fixture) =>
  /^(SIMREJ\d{3}|SIM[A-Z]{3})/.exec(lowestBill(shipment.bill))?.[1]

describe('shipments', () => {
  it.each(good)('$file breaks no rule', ({ shipment }) => {
    expect(validate(shipment, now)).toEqual([])
  })

  it.each(good)('$file tells its story and where it ends', (fixture) => {
    const scenario = scenarioOf(fixture)
    expect(Object.keys(fixture)).toEqual(['file', 'story', 'endsIn', 'shipment'])
    expect(fixture.story).toMatch(/^[A-Z].{20,160}\.$/u)
    expect(statuses).toContain(fixture.endsIn)
    expect(fixture.endsIn).toBe(scenario === undefined ? 'released' : scenarioEnds[scenario])
  })

  it('are many, and most of them simply pass', () => {
    const plain = good.filter((one) => [undefined, 'SIMREL'].includes(scenarioOf(one)))
    expect(good.length).toBeGreaterThanOrEqual(48)
    expect(plain.length).toBeGreaterThanOrEqual(30)
  })

  it('run every scenario of the mock', () => {
    const run = new Set(good.map(scenarioOf).filter((scenario) => scenario !== undefined))
    expect([...run].sort()).toEqual(Object.keys(scenarioEnds).sort())
  })

  it('share no reference and no lowest bill', () => {
    expect(new Set(good.map(({ shipment }) => shipment.reference)).size).toBe(good.length)
    expect(new Set(good.map(({ shipment }) => lowestBill(shipment.bill))).size).toBe(good.length)
  })

  it('bring nobody more than $800.00 a day', () => {
    const byPersonAndDay = Map.groupBy(
      good.filter(({ shipment }) => shipment.entryType === undefined),
      ({ shipment }) => `${shipment.consignee.name} ${shipment.estimatedArrivalDate}`,
    )
    const totals = [...byPersonAndDay.values()].map((group) =>
      group
        .flatMap(({ shipment }) => shipment.lines)
        .reduce((total, line) => total + Number(parseAmount(line.fairRetailValue)), 0),
    )
    expect(Math.max(...totals)).toBe(80_000)
  })

  it('arrive within the weeks after their own day', () => {
    const arrivals = good.map(({ shipment }) => shipment.estimatedArrivalDate).sort()
    expect(arrivals[0]).toBe('2026-11-23')
    expect(arrivals.at(-1)).toBe('2026-12-10')
  })
})

/** Codes of whoever reads the input; the rules only see what could be read. */
const readerCodes = new Set([
  'required',
  'unknown_field',
  'read_only_field',
  'null_not_allowed',
  'type',
  'value_unknown',
  'number_range',
  'number_precision',
  'number_format',
  'text_charset',
])

const judged = bad.filter(
  ({ status, code, errors }) =>
    status === 201 ||
    (code === 'shipment_invalid' && errors?.every(([each]) => !readerCodes.has(each))),
)

const parse = (file: string): unknown => JSON.parse(bytesOf(file).toString())
const decode = (file: string) => new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(file))
const coded = (...codes: string[]) => bad.filter(({ code }) => code && codes.includes(code))

describe('bad input', () => {
  it('is listed file by file', () => {
    const files = readdirSync(badFolder).filter((file) => /^\d{3}-/.test(file))
    expect(bad.map(({ file }) => file)).toEqual(files.sort())
    expect(files.length).toBeGreaterThanOrEqual(40)
  })

  it('is refused with codes of the one table', () => {
    const codes = bad.flatMap(({ errors }) => errors ?? []).map(([code]) => code)
    expect(codes.filter((code) => !(code in problemTable))).toEqual([])
  })

  it.each(judged)('$file meets exactly the rules it names', ({ file, errors }) => {
    const found = validate(parse(file) as Draft<Shipment>, now)
    expect(found.map(({ code, pointer }) => [code, pointer]).sort()).toEqual(
      [...(errors ?? [])].sort(),
    )
  })

  it.each(coded('json_syntax', 'json_empty'))('$file is not JSON', ({ file }) => {
    expect(() => parse(file)).toThrow(SyntaxError)
  })

  it.each(coded('utf8_invalid'))('$file is not UTF-8', ({ file }) => {
    expect(() => decode(file)).toThrow(TypeError)
  })

  it.each(coded('json_duplicate_key', 'json_forbidden_key', 'json_key_too_long'))(
    '$file is JSON, and needs a reader stricter than JSON.parse',
    ({ file }) => {
      expect(parse(file)).toBeTypeOf('object')
    },
  )

  it('names ten things that are wrong at once', () => {
    const ten = bad.find(({ file }) => file.endsWith('-ten-things-wrong.json'))
    expect(ten?.errors).toHaveLength(10)
    expect(judged).toContain(ten)
  })
})
