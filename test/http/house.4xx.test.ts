import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { filer, givenApp, refusal } from './given.ts'

const { call, post, gateway, db } = await givenApp()
await db.write([sql`delete from api_key`])
await gateway.keys.install(filer, 'installation-key')
const own = { key: 'installation-key' }
const get = (path: string) => call('GET', `/v1/house${path}`, own)
const put = (path: string, body: string, type = 'application/json') =>
  call('PUT', `/v1/house${path}`, { ...own, body, headers: { 'Content-Type': type } })
const rows = (value: unknown) => JSON.stringify(value)

describe('/v1/house with the key of the installation', () => {
  it('gives no rows while it files and sends', async () => {
    expect(refusal(await get('/tables/entry'))).toBe('409 house_open')
  })

  it('takes nothing into a house that nobody has begun to move into', async () => {
    const one = rows({ columns: ['name', 'value'], rows: [['x', 1]] })
    expect(refusal(await put('/tables/sequence', one))).toBe('409 house_refused')
    const document = `/documents/${'ab'.repeat(32)}`
    expect(refusal(await put(document, 'x', 'application/octet-stream'))).toBe('409 house_refused')
    expect(refusal(await post('/v1/house', { stage: 'settle' }, own))).toBe('409 house_refused')
    expect(refusal(await post('/v1/house', { stage: 'burn' }, own))).toBe('422 stage_invalid')
  })

  it('refuses rows that are none, and says what the store says', async () => {
    expect((await post('/v1/house', { stage: 'enter', id: 'm', epoch: 2 }, own)).status).toBe(200)
    expect((await get('')).json).toMatchObject({ entering: 'm', epoch: 2, paused: true })
    const cases: readonly (readonly [path: string, body: string, refused: string])[] = [
      ['/tables/sequence', '[', '422 rows_invalid'],
      ['/tables/sequence', rows({ columns: ['name'], rows: [[1.5]] }), '422 rows_invalid'],
      ['/tables/sequence', rows({ columns: [], rows: [[]] }), '422 rows_invalid'],
      [
        '/tables/sequence',
        rows({ columns: ['name', 'value'], rows: [['x']] }),
        '409 house_refused',
      ],
      ['/tables/sequence', rows({ columns: ['name; drop'], rows: [['x']] }), '409 house_refused'],
      [
        '/tables/sequence',
        rows({ columns: ['nome', 'value'], rows: [['x', 1]] }),
        '422 rows_refused',
      ],
      ['/tables/sequence', rows({ columns: ['name'], rows: [['x']] }), '422 rows_refused'],
      ['/tables/session', rows({ columns: ['sha256'], rows: [['x']] }), '409 house_refused'],
      ['/documents/x', 'x', '404 document_not_found'],
    ]
    for (const [path, body, refused] of cases) {
      const type = path.startsWith('/doc') ? 'application/octet-stream' : 'application/json'
      expect([path, body, refusal(await put(path, body, type))]).toEqual([path, body, refused])
    }
    expect(refusal(await get('/tables/sequence?after=x'))).toBe('400 query_invalid')
    expect(refusal(await get('/tables/sequence?limit=0'))).toBe('400 query_invalid')
    expect(refusal(await get('/tables/nothing'))).toBe('409 house_refused')
    expect(refusal(await get(`/documents/${'ab'.repeat(32)}`))).toBe('404 document_not_found')
  })

  it('is not reconciled half in, for then it would send', async () => {
    const { json } = await post('/v1/sending/reconcile', {}, own)
    expect(json).toMatchObject({ state: 'paused', stuck: expect.stringContaining('half done') })
  })
})
