import { describe, expect, it } from 'vitest'
import { findings, givenApp, refusal, shipment } from './given.ts'

const { file, call, get } = await givenApp()
const { id } = await file()
const put = (body: unknown) => call('PUT', `/v1/entries/${id}`, { body })
const patch = (body: unknown) =>
  call('PATCH', `/v1/entries/${id}`, {
    body,
    headers: { 'Content-Type': 'application/merge-patch+json' },
  })

describe('PUT and PATCH /v1/entries/{id}, 422', () => {
  it.each<[object, string, string]>([
    [{ consignee: null }, 'required', '/consignee'],
    [{ seller: { address: { country: null } } }, 'required', '/seller/address/country'],
    [{ lines: [null] }, 'null_not_allowed', '/lines/0'],
    [{ lines: [] }, 'lines_min', '/lines'],
    [{ bill: { houseBill: null } }, 'bill_form', '/bill'],
    [{ packageQuantity: '2' }, 'type', '/packageQuantity'],
    [{ portOfEntry: '0000' }, 'code_unknown', '/portOfEntry'],
    [{ status: 'released' }, 'read_only_field', '/status'],
    [{ invoice: 7 }, 'type', '/invoice'],
    [{ reference: 'OTHER' }, 'reference_change', '/reference'],
  ])('a patch of %j: %s', async (changes, code, pointer) => {
    const answer = await patch(changes)
    expect(refusal(answer)).toBe('422 shipment_invalid')
    expect(findings(answer)).toEqual([[code, pointer]])
  })

  it('keeps reference and entry type', async () => {
    const changes = { reference: 'OTHER', entryType: '11', importerOfRecord: '12-3456789' }
    const expected = [
      ['entry_type_change', '/entryType'],
      ['reference_change', '/reference'],
    ]
    expect(findings(await patch(changes))).toEqual(expected)
    expect(findings(await put(shipment(changes)))).toEqual(expected)
  })

  it.each(['[]', '"x"', '1', 'null'])('is no patch: %s', async (body) => {
    expect(refusal(await patch(body))).toBe('422 json_not_object')
  })

  it('finds a number in a patch that cannot be kept', async () => {
    expect(findings(await patch('{"packageQuantity":1.0}'))).toEqual([
      ['number_format', '/packageQuantity'],
    ])
  })

  it('changes nothing', async () => {
    expect((await get(`/v1/entries/${id}`)).json).toMatchObject({
      version: 1,
      shipment: shipment(),
    })
  })
})
