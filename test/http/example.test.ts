import { expect, it } from 'vitest'
import { exampleOf } from '../../src/http/example.ts'
import type { Schema } from '../../src/http/example.ts'
import { givenApp } from './given.ts'

it('the shipment that /docs shows is one that can be filed', async () => {
  const { get, post } = await givenApp()
  const { json } = await get('/openapi.json')
  const { schemas } = json['components'] as { schemas: Record<string, Schema> }
  const shipment = exampleOf({ $ref: '#/components/schemas/Shipment' }, schemas)
  expect((await post('/v1/entries', shipment)).status).toBe(201)
  const { text } = await get('/docs')
  expect(text).toContain('&quot;houseBill&quot;: &quot;HAWB00012345&quot;')
})
