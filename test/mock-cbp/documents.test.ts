import { describe, expect, it } from 'vitest'
import { basic, codes, entry, file, filing, get, givenMock, json, mailbox, number, post, refusal, sendDocument } from './given.ts' // prettier-ignore

const document = { type: 'CBP01', name: 'invoice.pdf', mediaType: 'application/pdf', content: 'JVBERg==' } // prettier-ignore

describe('a document', () => {
  it('makes an entry that waits for one go on, from the moment it came', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'))
    mock.seconds(60)
    expect(codes(await mailbox(mock))).toEqual(['SO60 96'])
    expect(await entry(mock, 1)).toMatchObject({ status: 'discrepancy' })
    const body = JSON.stringify({ entryNumber: 'ZZ900000011', documents: [document] })
    const reply = await post(mock, '/ace/documents', body, { 'Message-Id': 'D-1' })
    expect(reply.status).toBe(200)
    expect(await reply.json()).toEqual({
      messageId: 'D-1',
      entryNumber: 'ZZ9-0000001-1',
      disposition: '02',
      narrative: 'DOCUMENT RECEIVED',
    })
    mock.seconds(120)
    const page = await mailbox(mock)
    expect(codes(page)).toEqual(['SO60 96', 'SO60 97', 'SO60 98'])
    expect(page.map(({ at }) => at.slice(14, 19))).toEqual(['00:01', '01:01', '01:02'])
    expect(await entry(mock, 1)).toMatchObject({ status: 'released' })
  })

  it('that comes before CBP asks is there when it does', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'))
    await sendDocument(mock, 'D-1', number(1))
    mock.seconds(9)
    expect((await mailbox(mock)).map(({ at }) => at.slice(17, 19))).toEqual(['01', '02', '03'])
  })

  it('is taken for an entry that waits for none, and changes nothing', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMQTY1'))
    mock.seconds(2)
    const reply = await json(await sendDocument(mock, 'D-1', number(1)))
    expect(reply).toMatchObject({ disposition: '02' })
    mock.seconds(99)
    expect(codes(await mailbox(mock))).toEqual(['SO50 58'])
  })

  it('moves an entry on once, however many documents come at once', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'))
    mock.seconds(2)
    await Promise.all(['D-1', 'D-2', 'D-3'].map((id) => sendDocument(mock, id, number(1))))
    mock.seconds(99)
    expect(codes(await mailbox(mock))).toEqual(['SO60 96', 'SO60 97', 'SO60 98'])
  })

  it.each([
    ['an unknown entry', 'ZZ9-0000002-9'],
    ['no entry number at all', 'hello'],
  ])('for %s is not on file', async (_title, entryNumber) => {
    const mock = givenMock()
    const body = JSON.stringify({ entryNumber, text: 'here it is', documents: [] })
    const reply = await post(mock, '/ace/documents', body, { 'Message-Id': 'D-1' })
    expect(await reply.json()).toEqual({
      messageId: 'D-1',
      entryNumber,
      disposition: '01',
      narrative: 'ENTRY NUMBER NOT ON FILE',
    })
  })

  it("for another filer's entry is not on file, nor is the entry", async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'))
    mock.seconds(2)
    const body = JSON.stringify({ entryNumber: number(1), text: 'x', documents: [] })
    const headers = { ...basic('ABC'), 'Message-Id': 'D-1' }
    const reply = await json(await post(mock, '/ace/documents', body, headers))
    expect(reply).toMatchObject({ disposition: '01' })
    const query = await get(mock, `/ace/entries/${number(1)}`, 'ABC')
    expect(await refusal(query)).toBe('404 entry_unknown')
    mock.seconds(9)
    expect(codes(await mailbox(mock))).toEqual(['SO60 96'])
  })

  it.each([
    ['JSON that is cut', '{"entryNumber":"ZZ9-0000001-1"'],
    ['nothing sent', '{"entryNumber":"ZZ9-0000001-1","documents":[]}'],
    ['no entry number', '{"text":"x","documents":[]}'],
    ['content that is not Base64', JSON.stringify({ entryNumber: 'x', documents: [{ ...document, content: '%%' }] })],
  ])('is unreadable: %s', async (_title, body) => {
    const response = await post(givenMock(), '/ace/documents', body, { 'Message-Id': 'D-1' })
    expect(await refusal(response)).toBe('400 unreadable')
  }) // prettier-ignore
})
