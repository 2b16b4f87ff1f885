import { describe, expect, it } from 'vitest'
import { declared } from './contract.ts'
import { filer, findings, givenApp, otherFiler, refusal } from './given.ts'
import type { Scope } from '../../src/store/keys.ts'

/** What each guarded call asks of a key. A new route has to say so here. */
const needs: Readonly<Record<string, Scope>> = {
  'POST /v1/check': 'entries:read',
  'POST /v1/plan': 'entries:read',
  'POST /v1/quote': 'entries:read',
  'GET /v1/entries': 'entries:read',
  'POST /v1/batches': 'entries:write',
  'GET /v1/batches': 'entries:read',
  'GET /v1/batches/{id}': 'entries:read',
  'GET /v1/batches/{id}/entries': 'entries:read',
  'GET /v1/batches/{id}/rows': 'entries:read',
  'GET /v1/batches/{id}/errors.csv': 'entries:read',
  'GET /v1/batches/{id}/errors.ndjson': 'entries:read',
  'GET /v1/mappings': 'entries:read',
  'PUT /v1/mappings': 'entries:write',
  'GET /v1/tariff': 'entries:read',
  'GET /v1/rules': 'entries:read',
  'GET /v1/profile': 'entries:read',
  'PUT /v1/profile': 'keys',
  'GET /v1/tariff/{hts}': 'entries:read',
  'GET /v1/entries/{id}': 'entries:read',
  'GET /v1/entries/{id}/events': 'entries:read',
  'GET /v1/entries/{id}/messages': 'entries:read',
  'GET /v1/entries/{id}/papers': 'entries:read',
  'GET /v1/entries/{id}/papers/{paper}': 'entries:read',
  'GET /v1/bills/{masterBill}/manifest': 'entries:read',
  'GET /v1/entries/{id}/discrepancy': 'entries:read',
  'GET /v1/discrepancies': 'entries:read',
  'GET /v1/bills': 'entries:read',
  'GET /v1/bills/{masterBill}': 'entries:read',
  'GET /v1/bills/{masterBill}/entries': 'entries:read',
  'POST /v1/entries': 'entries:write',
  'PUT /v1/entries/{id}': 'entries:write',
  'PATCH /v1/entries/{id}': 'entries:write',
  'POST /v1/entries/{id}/cancel': 'entries:write',
  'POST /v1/entries/{id}/answers': 'entries:write',
  'POST /v1/keys': 'keys',
  'GET /v1/keys': 'keys',
  'DELETE /v1/keys/{id}': 'keys',
  'POST /v1/webhooks': 'webhooks',
  'GET /v1/webhooks': 'webhooks',
  'GET /v1/webhooks/{id}': 'webhooks',
  'PATCH /v1/webhooks/{id}': 'webhooks',
  'DELETE /v1/webhooks/{id}': 'webhooks',
  'POST /v1/webhooks/{id}/secret': 'webhooks',
  'POST /v1/webhooks/{id}/test': 'webhooks',
  'POST /v1/webhooks/{id}/redeliver': 'webhooks',
  'GET /v1/webhooks/{id}/deliveries': 'webhooks',
  'POST /v1/webhooks/{id}/deliveries/{deliveryId}/redeliver': 'webhooks',
  'GET /v1/stream': 'entries:read',
  'GET /v1/stops': 'ops',
  'GET /v1/sending': 'ops',
  'POST /v1/sending/reconcile': 'ops',
  'PUT /v1/stops/{filer}': 'ops',
  'DELETE /v1/stops/{filer}': 'ops',
  'GET /v1/cbp': 'entries:read',
  'GET /v1/quarantine': 'entries:read',
  'GET /v1/quarantine/{id}': 'entries:read',
  'POST /v1/quarantine/{id}/replay': 'ops',
  'POST /v1/quarantine/{id}/dismiss': 'ops',
  'GET /v1/transmissions': 'entries:read',
  'GET /v1/transmissions/{id}': 'entries:read',
  'POST /v1/transmissions/{id}/resend': 'ops',
  'POST /v1/transmissions/{id}/requeue': 'ops',
  'POST /v1/transmissions/{id}/split': 'ops',
  'GET /v1/house': 'ops',
  'POST /v1/house': 'ops',
  'GET /v1/house/tables/{table}': 'ops',
  'PUT /v1/house/tables/{table}': 'ops',
  'GET /v1/house/documents/{sha256}': 'ops',
  'PUT /v1/house/documents/{sha256}': 'ops',
  'GET /metrics': 'ops',
}

const { app, call, post, newKey } = await givenApp()
const keys = {
  'entries:read': (await newKey(filer, ['entries:read'])).key,
  'entries:write': (await newKey(filer, ['entries:write'])).key,
  webhooks: (await newKey(filer, ['webhooks'])).key,
  keys: (await newKey(filer, ['keys'])).key,
  ops: (await newKey(filer, ['ops'])).key,
}
const matrix = Object.entries(needs).flatMap(([route, scope]) =>
  (Object.keys(keys) as Scope[]).map((held) => ({ route, scope, held })),
)

describe('403 scope_missing', () => {
  it('is decided for every guarded route', () => {
    const guarded = declared(app).filter(({ security }) => security?.length !== 0)
    const names = guarded.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(names.sort()).toEqual(Object.keys(needs).sort())
  })

  it.each(matrix)('$route with $held', async ({ route, scope, held }) => {
    const [method = '', path = ''] = route.split(' ')
    const answer = await call(method, path.replace('{id}', 'x'), { key: keys[held] })
    if (held === scope) expect(refusal(answer)).not.toBe('403 scope_missing')
    else expect(refusal(answer)).toBe('403 scope_missing')
  })

  it('a key that was made from it cannot carry the house away, whatever it may', async () => {
    const made = await newKey(filer)
    for (const path of ['/v1/house', '/v1/house/tables/api_key']) {
      expect(refusal(await call('GET', path, { key: made.key }))).toBe('403 installation_key')
    }
    const leaving = await post('/v1/house', { stage: 'leave' }, { key: made.key })
    expect(refusal(leaving)).toBe('403 installation_key')
  })

  it('a key cannot give what it does not have', async () => {
    const wanted = { name: 'x', scopes: ['keys', 'entries:write'] }
    expect(refusal(await post('/v1/keys', wanted, { key: keys.keys }))).toBe('403 scope_missing')
    const own = await post('/v1/keys', { name: 'x' }, { key: keys.keys })
    expect(own.json['scopes']).toEqual(['keys'])
  })
})

describe('POST /v1/keys, 422', () => {
  it.each<[object, string, string]>([
    [{}, 'required', '/name'],
    [{ name: ' ' }, 'blank', '/name'],
    [{ name: 'x'.repeat(101) }, 'too_long', '/name'],
    [{ name: 'a\nb' }, 'text_line_break', '/name'],
    [{ name: 'x', scopes: [] }, 'too_few', '/scopes'],
    [{ name: 'x', scopes: ['admin'] }, 'value_unknown', '/scopes/0'],
    [{ name: 'x', scopes: 'keys' }, 'type', '/scopes'],
    [{ name: 'x', expiresAt: '2026-02-30' }, 'date_invalid', '/expiresAt'],
    [{ name: 'x', expiresAt: 5 }, 'type', '/expiresAt'],
    [{ name: 'x', filer: 'AB1' }, 'read_only_field', '/filer'],
    [{ name: 'x', key: 'mine' }, 'unknown_field', '/key'],
  ])('%j', async (body, code, pointer) => {
    const answer = await post('/v1/keys', body)
    expect(refusal(answer)).toBe('422 key_invalid')
    expect(findings(answer)).toEqual([[code, pointer]])
  })
})

describe('DELETE /v1/keys/{id}, 404', () => {
  it("key_not_found: another filer's, one that never was, one revoked before", async () => {
    const other = await newKey(otherFiler)
    const own = await newKey(filer)
    await call('DELETE', `/v1/keys/${own.id}`)
    const ids = [other.id, 'x', '%00', own.id]
    const answers = await Promise.all(ids.map((id) => call('DELETE', `/v1/keys/${id}`)))
    expect(answers.map(refusal)).toEqual(ids.map(() => '404 key_not_found'))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await call('GET', '/v1/entries', { key: other.key })).status).toBe(200)
  })
})
