import { describe, expect, it } from 'vitest'
import { findings, givenApp, refusal } from './given.ts'

const { file, post, get } = await givenApp()
const { id } = await file()
const cancel = (body: unknown) => post(`/v1/entries/${id}/cancel`, body)

describe('POST /v1/entries/{id}/cancel, 422', () => {
  it.each<[object, string, string]>([
    [{}, 'required', '/reason'],
    [{ reason: null }, 'null_not_allowed', '/reason'],
    [{ reason: 1 }, 'type', '/reason'],
    [{ reason: '01', why: 'x' }, 'unknown_field', '/why'],
    [{ reason: '00' }, 'reason_unknown', '/reason'],
    [{ reason: '12' }, 'reason_unknown', '/reason'],
    [{ reason: '1' }, 'reason_unknown', '/reason'],
    [{ reason: '\uff10\uff11' }, 'reason_unknown', '/reason'],
    [{ reason: '03' }, 'replacement_required', '/replacementEntryNumber'],
    [{ reason: '04', replacementZoneAdmission: 'a b' }, 'replacement_invalid', '/replacementZoneAdmission'],
    [{ reason: '03', replacementEntryNumber: 'x' }, 'entry_number_invalid', '/replacementEntryNumber'],
    [{ reason: '03', replacementEntryNumber: 'ZZ9-0000002-8' }, 'entry_number_invalid', '/replacementEntryNumber'],
    [{ reason: '03', replacementEntryNumber: 'AB1-0000001-2' }, 'entry_number_invalid', '/replacementEntryNumber'],
    [{ reason: '03', replacementEntryNumber: 'ZZ9-0000001-1' }, 'entry_number_invalid', '/replacementEntryNumber'],
  ])('%j', async (body, code, pointer) => {
    const answer = await cancel(body)
    expect(refusal(answer)).toBe('422 cancellation_invalid')
    expect(findings(answer)).toEqual([[code, pointer]])
  }) // prettier-ignore

  it('json_not_object: a list', async () => {
    expect(refusal(await cancel([]))).toBe('422 json_not_object')
  })

  it('cancels nothing', async () => {
    expect((await get(`/v1/entries/${id}`)).json['status']).toBe('queued')
  })
})
