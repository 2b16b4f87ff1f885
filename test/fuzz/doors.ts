/**
 * The routes that change something, read off the application so that a new one is tried on the day
 * it is written, and good bodies to begin with.
 * @module
 */
import { globSync, readFileSync } from 'node:fs'
import { exampleOf } from '../../src/http/example.ts'
import type { Schema } from '../../src/http/example.ts'
import { shipment } from '../domain/example.ts'
import type { Stream } from '../sim/chance.ts'
import { spoil, words } from './spoil.ts'

const root = new URL('../../', import.meta.url).pathname

/** Larger ones have tests of their own; here they would be most of the time. */
const mostText = 20_000

function jsonOf(path: string): unknown[] {
  try {
    const text = readFileSync(`${root}${path}`, 'utf8')
    return text.length < mostText ? [JSON.parse(text)] : []
  } catch {
    // What is no JSON is tried as it is, elsewhere.
    return []
  }
}

const files = (glob: string) => globSync(glob, { cwd: root }).sort()

const mostGood = 60

/** Shipments as customers send them, and the catalogue of bad ones. */
const shipments = [
  shipment,
  ...[...files('fixtures/shipments/*.json'), ...files('fixtures/bad/*.json')].flatMap(jsonOf),
]

type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

type Operation = {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
} // prettier-ignore

export type Door = {
  readonly method: string
  readonly path: string
  readonly types: readonly string[]
  readonly bases: readonly unknown[]
}

/** Bodies that the document has no example of. */
const known: Readonly<Record<string, readonly unknown[]>> = {
  'POST /v1/entries': shipments,
  'POST /v1/check': shipments,
  'PUT /v1/entries/{id}': shipments,
  'PATCH /v1/entries/{id}': [{ packageQuantity: 2 }, { lines: shipment.lines, seller: null }],
  'POST /v1/entries/{id}/cancel': [
    { reason: '01' },
    { reason: '02', replacementEntryNumber: 'ZZ9-0000002-9' },
  ],
  'POST /v1/entries/{id}/answers': [{ text: 'See the invoice.' }, { documents: [] }],
  'POST /v1/quote': [{ shipments: [shipment] }, shipment],
  'POST /v1/webhooks': [{ url: 'https://hooks.example.com/a', events: ['entry.released'] }],
}

const changing = new Set(['post', 'put', 'patch', 'delete'])

export function doorsOf(document: unknown): Door[] {
  const { paths, components } = document as Document
  const schemas = components?.schemas ?? {}
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => changing.has(method))
      .map(([method, { requestBody }]): Door => {
        const name = `${method.toUpperCase()} ${path}`
        const content = Object.entries(requestBody?.content ?? {})
        const examples = content.flatMap(([, { schema }]) =>
          schema ? [exampleOf(schema, schemas) ?? {}] : [],
        )
        return {
          ...{ method: method.toUpperCase(), path },
          types: content.length > 0 ? content.map(([type]) => type) : ['application/json'],
          bases: known[name] ?? (examples.length > 0 ? examples : [{}]),
        }
      }),
  )
}

export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
}

const otherTypes = ['text/plain', 'application/json; charset=x', 'application/json; charset=utf-8', 'multipart/form-data; boundary=a', 'multipart/form-data', ';;;', ''] // prettier-ignore

const multipart = (part: string) =>
  `--a\r\nContent-Disposition: form-data; name="text"\r\n\r\n${part}\r\n--a\r\nContent-Disposition: form-data; name="document"; filename="x.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\r\n--a--\r\n`

/** `ids` are of things that are there. */
export function ask(draws: Stream, doors: readonly Door[], ids: readonly string[]): Asked {
  const door = draws.hits(0.4) ? draws.one(doors.slice(0, 6)) : draws.one(doors)
  const id = () => encodeURIComponent((draws.hits(0.7) ? draws.one(ids) : draws.one(words)).toWellFormed()) // prettier-ignore
  const path = door.path.replace(/\{(\w+)\}/g, (_, name) => (name === 'filer' ? draws.one(['QQ1', 'qq', '%00', 'AB12']) : id())) // prettier-ignore
  const base = draws.one(door.bases)
  const type = draws.hits(0.93) ? draws.one(door.types) : draws.one(otherTypes)
  const drawn = draws.hits(0.1)
    ? fresh(draws.one(door.bases.slice(0, mostGood)), draws)
    : spoil(draws, base)
  const form = type.startsWith('multipart') && typeof drawn === 'string'
  return {
    ...{ method: door.method, path: draws.hits(0.03) ? `${path}?x=${id()}` : path },
    headers: {
      'Content-Type': form ? 'multipart/form-data; boundary=a' : type,
      ...(draws.hits(0.1) ? { 'Idempotency-Key': draws.one(['k', 'k1', '"k2"', '', 'x'.repeat(256), 'é']) } : {}),
      ...(draws.hits(0.05) ? { 'If-Match': draws.one(['"1"', '*', 'W/"1"', '1', '"x']) } : {}),
      ...(draws.hits(0.03) ? { Accept: draws.one(['*/*', 'application/xml', 'text/html', ';']) } : {}),
      ...(draws.hits(0.02) ? { 'Content-Encoding': draws.one(['gzip', 'identity', 'x']) } : {}),
    },
    body: door.method === 'DELETE' && draws.hits(0.8) ? undefined : form ? multipart(drawn) : drawn,
  } // prettier-ignore
}

/** One that can be taken: its reference, order and front door are its own. */
function fresh(base: unknown, draws: Stream): string {
  const name = `F${Math.floor(draws.next() * 1e9)}`
  const made = base as { consignee?: { address?: object } }
  if (!made?.consignee?.address) return JSON.stringify(base)
  const address = { ...made.consignee.address, street: `${name} Main St` }
  const own = { reference: name, orderNumber: name, consignee: { ...made.consignee, address } }
  return JSON.stringify({ ...made, ...own })
}
