import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { filer, givenApp, mockCbp, otherFiler, shipment } from './given.ts'

describe('GET /metrics, 200', () => {
  it('counts what stands where, and names no filer and no entry', async () => {
    const { newKey, post, get, hours } = await givenApp({ send: mockCbp })
    await post('/v1/entries', shipment())
    const { key } = await newKey(filer, ['ops'])
    const waiting = await get('/metrics', { key })
    expect(waiting.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(waiting.text).toContain('gate321_entries{status="queued"} 1\n')
    expect(waiting.text).toContain('gate321_outbox_depth 1\n')
    await hours(3)
    const { text } = await get('/metrics', { key })
    expect(text).toContain('gate321_entries{status="under_review"} 1\n')
    expect(text).toContain('gate321_inbox_total{outcome="applied"} 2\n')
    expect(text).toContain('gate321_outbox_depth 0\n')
    expect(text).not.toMatch(/ZZ9|SHP|Jane/)
  })

  it('counts over all filers', async () => {
    const { newKey, post, get, otherKey } = await givenApp()
    await post('/v1/entries', shipment())
    await post('/v1/entries', shipment(), { key: otherKey })
    const { key } = await newKey(otherFiler, ['ops'])
    expect((await get('/metrics', { key })).text).toContain('gate321_entries{status="queued"} 2\n')
  })

  it('says of CBP what the gateway says: whether it answers, and for whom it is late', async () => {
    const silent = () => () => {
      throw new TypeError('fetch failed')
    }
    const { gateway, post, hours, newKey, get } = await givenApp({ send: silent })
    await post('/v1/entries', shipment())
    await hours(5)
    const { key } = await newKey(filer, ['ops'])
    const { text } = await get('/metrics', { key })
    expect(gateway.cbp().state).toBe('down')
    expect(text).toContain('gate321_circuit_open 1\n')
    expect(await gateway.overdue()).toEqual([{ word: 'reply', hours: 4, entries: 1 }])
    expect(text).toContain('gate321_overdue{after="1h"} 1\ngate321_overdue{after="4h"} 1\ngate321_overdue{after="24h"} 0\n') // prettier-ignore
  })

  it('asks for no key where only this machine can ask', async () => {
    const { gateway } = await givenApp()
    const app = createApp(gateway, () => undefined, { openMetrics: true })
    expect((await app.request('/metrics')).status).toBe(200)
    expect((await app.request('/v1/entries')).status).toBe(401)
  })
})
