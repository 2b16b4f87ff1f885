import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runChecks } from '../../../src/domain/checks/checks.ts'
import type { Checked } from '../../../src/domain/checks/finding.ts'
import type { Shipment } from '../../../src/domain/shipment.ts'

const folder = new URL('../../../fixtures/shipments/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

const read = (name: string) =>
  (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { shipment: Shipment }).shipment

describe('the example shipments', () => {
  it.each(files)('%s has no error', (name) => {
    expect(runChecks(read(name)).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('are advised on where it can be defended', () => {
    const all = files.flatMap((name) => runChecks(read(name)).map((one) => ({ name, ...one })))
    const counts = Object.fromEntries(
      [...Map.groupBy(all, ({ check }) => check)].map(([check, list]) => [check, list.length]),
    )
    expect(files.length).toBeGreaterThanOrEqual(59)
    expect(
      all
        .filter(({ check }) => !check.startsWith('agency_'))
        .map(({ name, check, pointer }) => `${name.slice(0, 2)} ${check} ${pointer}`),
    ).toEqual([
      // A jacket and a shirt may be knit or woven, and their numbers turn on it.
      '17 description_detail /lines/0/description',
      '18 description_detail /lines/1/description',
    ])
    expect(counts).toMatchInlineSnapshot(`
      {
        "agency_data": 1,
        "agency_possible": 42,
        "description_detail": 2,
      }
    `)
  })
})

describe('any draft', () => {
  const part = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const text = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', ' ', '\ud800'))
  const line = fc.record({
    description: part(text),
    htsNumber: part(fc.oneof(text, fc.constantFrom('6109100012', '9801001012', '0901210045'))),
    countryOfOrigin: part(text),
    quantity: part(fc.double()),
    unit: part(text),
    fairRetailValue: part(fc.oneof(text, fc.constant('1.00'))),
    pga: part(fc.array(part(fc.record({ agency: part(text), disclaim: part(text) })))),
  })
  const draft: fc.Arbitrary<Checked> = fc.record({
    consignee: part(fc.record({ name: part(text) })),
    seller: part(fc.record({ name: part(text) })),
    estimatedArrivalDate: part(text),
    grossWeightKg: part(fc.oneof(text, fc.constantFrom('0', '1.5', '9999999999'))),
    lines: part(fc.array(part(line))),
  })

  it('is checked without a throw', () => {
    fc.assert(
      fc.property(draft, (any) => {
        for (const { message } of runChecks(any)) expect(message).not.toContain('undefined')
      }),
      { seed: 321, numRuns: 1000 },
    )
  })
})
