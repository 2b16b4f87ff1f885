import { describe, expect, it } from 'vitest'
import { givenApp, refusal, shipment } from './given.ts'

const patch = (body: unknown, version?: string) => ({
  body,
  headers: {
    'Content-Type': 'application/merge-patch+json',
    ...(version === undefined ? {} : { 'If-Match': version }),
  },
})
const put = (version: string) => ({ body: shipment(), headers: { 'If-Match': version } })

describe('PUT and PATCH /v1/entries/{id}, 412', () => {
  it.each(['"1"', '"3"', '"0"', '"999999999"', 'W/"2"', '"x"', '"1", "2"', ''])(
    'version_mismatch: If-Match %s at version 2',
    async (version) => {
      const { file, call } = await givenApp()
      const { id } = await file()
      await call('PUT', `/v1/entries/${id}`, { body: shipment() })
      const answers = [
        await call('PUT', `/v1/entries/${id}`, put(version)),
        await call('PATCH', `/v1/entries/${id}`, patch({}, version)),
      ]
      expect(answers.map(refusal)).toEqual(['412 version_mismatch', '412 version_mismatch'])
    },
  )

  it('lets one of two who saw the same version change it', async () => {
    const { file, call, get } = await givenApp()
    const { id } = await file()
    const answers = await Promise.all([
      call('PUT', `/v1/entries/${id}`, put('"1"')),
      call('PUT', `/v1/entries/${id}`, put('"1"')),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    expect((await get(`/v1/entries/${id}`)).json['version']).toBe(2)
  })

  it('loses neither of two patches that name no version', async () => {
    const { file, call, get } = await givenApp()
    const { id } = await file()
    const answers = await Promise.all([
      call('PATCH', `/v1/entries/${id}`, patch({ orderNumber: 'ORD-1' })),
      call('PATCH', `/v1/entries/${id}`, patch({ packageQuantity: 5 })),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await get(`/v1/entries/${id}`)).json).toMatchObject({
      version: 3,
      shipment: { orderNumber: 'ORD-1', packageQuantity: 5 },
    })
  })
})
