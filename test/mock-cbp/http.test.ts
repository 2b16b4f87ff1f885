import { describe, expect, it } from 'vitest'
import { createMockCbp } from '../../mock-cbp/app.ts'
import { counter, basic, file, filing, get, givenMock, json, post, refusal, rulings, send, transmission } from './given.ts' // prettier-ignore

const ask = (path: string, init: RequestInit = {}) =>
  givenMock().fetch(new Request(`http://cbp.test${path}`, init))

const xml = { 'Content-Type': 'application/xml', 'Message-Id': 'M-1' }

describe('a request', () => {
  it('is answered as simulated, whatever the answer is', async () => {
    for (const path of ['/healthz', '/ace/mailbox', '/nowhere', '/_mock/clock']) {
      expect((await ask(path)).headers.get('X-Simulated'), path).toBe('gate321 mock-cbp')
    }
    expect(await json(await ask('/healthz'))).toEqual({ status: 'ok', simulated: true })
  })

  it.each([
    ['no credentials', {}],
    ['a wrong password', basic('ZZ9', 'wrong')],
    ['no filer code', basic('ZZ', 'mock')],
    ['another scheme', { Authorization: 'Bearer mock' }],
    ['no Base64', { Authorization: 'Basic %%%' }],
    ['no UTF-8', { Authorization: 'Basic //8=' }],
    ['no colon', { Authorization: `Basic ${btoa('ZZ9mock')}` }],
  ])('with %s is refused', async (_title, headers) => {
    const response = await ask('/ace/mailbox', { headers })
    expect(response.headers.get('WWW-Authenticate')).toBe('Basic realm="mock-cbp"')
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await refusal(response)).toBe('401 auth_invalid')
  })

  it('goes by the passwords that are set', async () => {
    const mock = givenMock({ filers: { ABC: 'secret:1' } })
    const status = async (filer: string, password: string) =>
      (await mock.fetch(new Request('http://cbp.test/ace/mailbox', { headers: basic(filer, password) }))).status // prettier-ignore
    expect(await status('ABC', 'secret:1')).toBe(200)
    expect(await status('ABC', 'mock')).toBe(401)
    expect(await status('ZZ9', 'mock')).toBe(401)
  })

  it.each([
    ['DELETE', '/ace/mailbox', 'GET, HEAD'],
    ['GET', '/ace/transmissions', 'POST'],
    ['PUT', '/ace/documents', 'POST'],
    ['GET', '/_mock/reset', 'POST'],
    ['PATCH', '/_mock/clock', 'GET, HEAD, POST'],
    ['POST', '/healthz', 'GET, HEAD'],
  ])('%s %s is not allowed', async (method, path, allowed) => {
    const response = await ask(path, { method, headers: basic() })
    expect(response.headers.get('Allow')).toBe(allowed)
    expect(await refusal(response)).toBe('405 method_not_allowed')
  })

  it.each(['/', '/ace/', '/ace/nothing', '//ace/mailbox', '/ACE/mailbox', '/ace/entries/%E0%A4%A'])(
    'for %s finds nothing',
    async (path) => {
      expect((await ask(path, { headers: basic() })).status).toBe(404)
    },
  )

  it('with a body of more than 16 MiB is refused, announced or not', async () => {
    const mock = givenMock()
    const megabyte = new Uint8Array(1024 * 1024)
    let left = 17
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => (left-- > 0 ? controller.enqueue(megabyte) : controller.close()),
    })
    const to = (init: RequestInit) =>
      mock.fetch(new Request('http://cbp.test/ace/transmissions', { method: 'POST', ...init }))
    const streamed = { body: stream, duplex: 'half', headers: { ...basic(), ...xml } }
    expect(await refusal(await to(streamed as RequestInit))).toBe('413 too_large')
    const announced = { ...basic(), ...xml, 'Content-Length': String(17 * 1024 * 1024) }
    expect(await refusal(await to({ body: 'x', headers: announced }))).toBe('413 too_large')
  })
})

describe('a transmission', () => {
  it('that breaks off is not taken', async () => {
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('reset')),
    })
    const init = { method: 'POST', body: stream, duplex: 'half', headers: { ...basic(), ...xml } }
    const response = await ask('/ace/transmissions', init as RequestInit)
    expect(await refusal(response)).toBe('400 unreadable')
  })

  it.each([
    ['without id', ''],
    ['with small letters', 'm-1'],
    ['with a long id', 'M'.repeat(22)],
    ['with an id of other characters', 'M_1'],
  ])('%s is refused', async (_title, id) => {
    expect(await refusal(await send(givenMock(), id, 'x'))).toBe('400 message_id')
  })

  it('in another format is refused', async () => {
    for (const type of ['application/json', 'text/xml', 'text/plain', '']) {
      const headers = { ...xml, 'Content-Type': type }
      const response = await post(givenMock(), '/ace/transmissions', 'x', headers)
      expect(await refusal(response), type).toBe('415 media_type')
    }
  })

  it('may name its charset', async () => {
    const headers = { ...xml, 'Content-Type': 'Application/XML; charset=UTF-8' }
    const body = transmission('M-1', [filing('A', 1, 'HAWB1')])
    expect(await rulings(await post(givenMock(), '/ace/transmissions', body, headers))).toEqual([
      '02',
    ])
  })

  it.each([
    ['empty', ''],
    ['plain text', 'hello'],
    ['another root', '<CargoReleaseReply xmlns="urn:gate321:cargo-release:1"/>'],
    ['no entry', '<CargoRelease xmlns="urn:gate321:cargo-release:1"/>'],
    ['a DOCTYPE', '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
    ['a NUL', '<a>\0</a>'],
  ])('that is %s is unreadable', async (_title, body) => {
    expect(await refusal(await send(givenMock(), 'M-1', body))).toBe('400 unreadable')
  })
})

describe('the list of entries', () => {
  it('holds refused ones too, counts, and goes page by page', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'), filing('A', 2, 'SIMREJ318'))
    await file(mock, 'M-2', filing('R', 1, 'SIMREL1'), filing('A', 3, 'SIMSIL1'))
    const first = await json(await get(mock, '/_mock/entries?limit=2'))
    expect(first['items']).toEqual([
      {
        ...{ entryNumber: 'ZZ9-0000001-1', billNumber: 'SIMREL1', status: 'accepted' },
        ...{ effectiveFilings: 1, transmissions: 2 },
      },
      {
        ...{ entryNumber: 'ZZ9-0000002-9', billNumber: 'SIMREJ318', status: 'rejected' },
        ...{ effectiveFilings: 0, transmissions: 1 },
      },
    ])
    mock.seconds(9)
    const second = await json(
      await get(mock, `/_mock/entries?limit=2&cursor=${first['nextCursor']}`),
    )
    expect(second).toMatchObject({ items: [{ entryNumber: 'ZZ9-0000003-7' }], nextCursor: null })
    expect(await json(await get(mock, '/_mock/entries?limit=1'))).toMatchObject({
      items: [{ status: 'released' }],
    })
  })
})

describe('the journal', () => {
  it('has every request to /ace with its answer', async () => {
    const mock = givenMock({ ids: () => 'id-1' })
    await mock.fetch(new Request('http://cbp.test/ace/mailbox'))
    const answer = await file(mock, 'M-1', filing('A', 1, 'HAWB1'), filing('A', 2, 'HAWB2'))
    expect(answer.headers.get('X-Request-Id')).toBe('id-1')
    await get(mock, '/_mock/clock')
    await get(mock, '/ace/entries/x')
    const { items } = await json(await get(mock, '/_mock/journal'))
    expect(items).toMatchObject([
      { method: 'GET', path: '/ace/mailbox', filer: null, status: 401, messageId: null },
      {
        ...{ method: 'POST', path: '/ace/transmissions', filer: 'ZZ9', status: 200, entries: 2 },
        ...{ messageId: 'M-1', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        ...{ at: '2026-11-28T12:00:00.000Z', bytes: expect.any(Number), id: 'id-1' },
      },
      { path: '/ace/entries/x', status: 404 },
    ])
    expect((await json(await get(mock, '/_mock/journal?limit=1')))['items']).toHaveLength(1)
  })
})

describe('the store', () => {
  it('that fails when it is prepared is prepared by the next request', async () => {
    const { db, base } = givenMock()
    let failures = 2
    const flaky: typeof db = {
      ...db,
      write: async (statements) => {
        if (failures-- > 0) throw new Error('the disk is away')
        return db.write(statements)
      },
    }
    const told: unknown[] = []
    const mock = createMockCbp({
      db: flaky,
      clock: base,
      ids: counter(),
      onError: (error) => told.push(error),
    })
    expect(await refusal(await get(mock, '/ace/mailbox'))).toBe('500 internal')
    expect(told).toEqual([new Error('the disk is away')])
    expect((await get(mock, '/_mock/clock')).status).toBe(500)
    expect((await get(mock, '/ace/mailbox')).status).toBe(200)
  })

  it('shows the scenarios it goes by', async () => {
    const { items } = await json(await get(givenMock(), '/_mock/scenarios'))
    expect(items).toHaveLength(18)
  })

  it('is not moved by a page of another site', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' }
    expect(await refusal(await post(givenMock(), '/_mock/reset', '', headers))).toBe(
      '403 cross_site',
    )
  })
})
