import { describe, expect, it } from 'vitest'
import { givenApp, refusal, shipment } from './given.ts'
import type { Given } from './given.ts'

const json = { 'Content-Type': 'application/json' }
const mebibyte = 1024 * 1024

/** A body that says nothing of its length, in pieces of 64 KiB, and how much of it was read. */
function chunked(bytes: number) {
  const read = { bytes: 0 }
  const piece = 64 * 1024
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(new Uint8Array(piece).fill(0x20))
        read.bytes += piece
        if (read.bytes >= bytes) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return { body, read }
}

const send = ({ call }: Given, body: unknown, headers = {}) =>
  call('POST', '/v1/entries', { body, headers: { ...json, ...headers } })

describe('POST /v1/entries, 413', () => {
  it('body_too_large: two megabytes with their length', async () => {
    const { read, body } = chunked(2 * mebibyte)
    const answer = await send(await givenApp(), body, { 'Content-Length': String(2 * mebibyte) })
    expect(refusal(answer)).toBe('413 body_too_large')
    expect(answer.headers.get('Connection')).toBe('close')
    expect(read.bytes).toBe(0)
  })

  it('body_too_large: two megabytes without', async () => {
    const { read, body } = chunked(2 * mebibyte)
    expect(refusal(await send(await givenApp(), body))).toBe('413 body_too_large')
    expect(read.bytes).toBeLessThanOrEqual(mebibyte + 64 * 1024)
  })

  it('body_too_large: a length that is a lie does not help', async () => {
    const { body } = chunked(2 * mebibyte)
    expect(refusal(await send(await givenApp(), body, { 'Content-Length': '2' }))).toBe(
      '413 body_too_large',
    )
  })

  it('takes a megabyte to the byte, and not one more', async () => {
    const text = JSON.stringify(shipment())
    const exact = text + ' '.repeat(mebibyte - text.length)
    const given = await givenApp()
    expect((await send(given, exact)).status).toBe(201)
    expect(refusal(await send(given, `${exact} `))).toBe('413 body_too_large')
  })

  it('json_too_complex: more tokens than a shipment can have', async () => {
    const tokens = `[${'1,'.repeat(100_001)}1]`
    expect(refusal(await send(await givenApp(), tokens))).toBe('413 json_too_complex')
  })
})
