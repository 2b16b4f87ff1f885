/**
 * The shape of a shipment as zod schemas: what `/openapi.json` shows is what is checked. What the
 * values mean is judged by the domain.
 * @module
 */
import { z } from '@hono/zod-openapi'
import type { Draft, Shipment } from '../domain/shipment.ts'
import type { Reading } from '../gateway/examine.ts'
import type { Json } from './json.ts'
import { shape } from './shape.ts'

const text = z.string()
const optionalText = text.nullish()

const address = z.strictObject({
  street: text.openapi({ example: '100 Main St Apt 4' }),
  city: text.openapi({ example: 'Brooklyn' }),
  subdivision: optionalText.openapi({
    example: 'NY',
    description: 'State or province (ISO 3166-2)',
  }),
  postalCode: optionalText.openapi({ example: '11201' }),
  country: text.openapi({ example: 'US', description: 'ISO 3166-1 alpha-2' }),
})

export const party = z.strictObject({
  name: text.openapi({ example: 'Jane Smith', description: 'At most 35 characters (CATAIR SE30)' }),
  address,
})

const pga = z.strictObject({
  agency: text.openapi({ example: 'FDA' }),
  program: optionalText,
  processingCode: optionalText,
  disclaim: optionalText.openapi({
    example: 'A',
    description: 'Disclaim code A to F (CATAIR PG01 80)',
  }),
})

export const line = z.strictObject({
  description: text.openapi({ example: "Women's knit cotton T-shirts" }),
  htsNumber: text.openapi({ example: '6109100040', description: 'Ten digits, no dots' }),
  countryOfOrigin: text.openapi({ example: 'VN' }),
  quantity: z.number().openapi({ type: 'integer', example: 2 }),
  unit: text.openapi({ example: 'PCS' }),
  fairRetailValue: text.openapi({
    example: '30.00',
    description: "US dollars, the line's total in the country of shipment",
  }),
  pga: z.array(pga).nullish(),
})

export const shipmentSchema = z
  .strictObject({
    reference: text.openapi({ example: 'SHP-000123', description: 'Yours, unique for ever' }),
    orderNumber: optionalText.openapi({ example: 'ORD-7781' }),
    orderNumbers: z
      .array(text)
      .nullish()
      .openapi({ description: 'Where several whole orders travel under one bill' }),
    entryType: z.enum(['86', '11', '01']).nullish().openapi({ example: '86' }),
    modeOfTransportation: text.openapi({ example: '40', description: 'CATAIR SE10 37-38' }),
    portOfEntry: text.openapi({ example: '4701', description: 'Schedule D, four digits' }),
    estimatedArrivalDate: text.openapi({ example: '2026-12-01' }),
    bill: z
      .strictObject({
        masterBill: optionalText.openapi({ example: '172-12345675' }),
        houseBill: optionalText.openapi({ example: 'HAWB00012345' }),
        regularBill: optionalText,
        issuerScac: optionalText,
      })
      .openapi({ description: 'masterBill with houseBill, or regularBill alone' }),
    packageQuantity: z.number().openapi({ type: 'integer', example: 1 }),
    grossWeightKg: optionalText.openapi({ example: '0.45' }),
    purpose: z.enum(['personal', 'commercial', 'gift', 'return']).nullish(),
    seller: party,
    consignee: party,
    importerOfRecord: optionalText,
    conveyance: z.strictObject({ carrier: text, flight: text }).nullish(),
    contact: z.strictObject({ name: text, phone: text }).nullish(),
    invoice: z.strictObject({
      number: text.openapi({ example: 'INV-9' }),
      date: text.openapi({ example: '2026-11-20' }),
      currency: optionalText,
      exchangeRate: optionalText,
    }),
    lines: z.array(line),
  })
  .openapi('Shipment')

export function readShipment(json: Json): Reading {
  return shape<Draft<Shipment>>(shipmentSchema, json)
}
