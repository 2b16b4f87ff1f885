import { describe, expect, it } from 'vitest'
import { givenApp, refusal, shipment } from './given.ts'

const asked = {
  cancel: { reason: '01' },
  answers: { text: 'As asked.' },
}

describe('POST /v1/entries/{id}/cancel and /answers, 412', () => {
  it.each(['cancel', 'answers'] as const)(
    'version_mismatch: %s of a version that is not there any more',
    async (what) => {
      const { file, call } = await givenApp()
      const { id } = await file()
      await call('PUT', `/v1/entries/${id}`, { body: shipment() })
      for (const version of ['"1"', 'x']) {
        const answer = await call('POST', `/v1/entries/${id}/${what}`, {
          body: asked[what],
          headers: { 'If-Match': version },
        })
        expect(refusal(answer)).toBe('412 version_mismatch')
      }
    },
  )

  it('cancels the version that was seen', async () => {
    const { file, call } = await givenApp()
    const { id } = await file()
    const headers = { 'If-Match': '"1"' }
    const { status } = await call('POST', `/v1/entries/${id}/cancel`, {
      body: asked.cancel,
      headers,
    })
    expect(status).toBe(200)
  })
})
