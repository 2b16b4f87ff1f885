/**
 * The client's calls for files of shipments.
 * @module
 */
import type { Status } from './domain/status.ts'
import type { Batch, BatchRow, Mapping } from './gateway/batches.ts'
import type { PresentedEntry } from './gateway/present.ts'

export type BatchFormat = 'csv' | 'ndjson' | 'json' | 'xlsx'

/** A file as bytes, text, or a stream that is sent as it is read. */
export type BatchFile = {
  readonly content: Blob | ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | string
  readonly format: BatchFormat
  /** What it is called. */
  readonly name?: string
}

export type Mappings = {
  readonly columns: Mapping
  readonly known: readonly {
    readonly name: string
    readonly required: boolean
    readonly perLine: boolean
    readonly spellings: readonly string[]
  }[]
}

type Page = { readonly limit?: number; readonly cursor?: string }
type Paged<T> = { readonly items: readonly T[]; readonly nextCursor: string | null }

type Asked = {
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}
type Call = <T>(method: string, path: string, init?: Asked) => Promise<T>
/** A call whose body or answer is no JSON. */
type Take = (path: string, init: RequestInit) => Promise<Response>

export const batchMediaTypes: Readonly<Record<BatchFormat, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const path = (id: string, part = '') => `v1/batches/${encodeURIComponent(id)}${part}`

export const batchCalls = (call: Call, take: Take) => ({
  batches: {
    /** Once it is answered, all of the file is kept; its rows are filed one after another. */
    send: async (
      { content, format, name }: BatchFile,
      { idempotencyKey }: { readonly idempotencyKey?: string } = {},
    ): Promise<Batch> => {
      const called = name === undefined ? '' : `?name=${encodeURIComponent(name)}`
      const response = await take(`v1/batches${called}`, {
        method: 'POST',
        headers: {
          'Content-Type': batchMediaTypes[format],
          ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
        },
        body: content,
        // A stream is sent while it is read; without this fetch refuses it.
        ...(content instanceof ReadableStream ? ({ duplex: 'half' } as object) : {}),
      })
      return (await response.json()) as Batch
    },
    get: (id: string) => call<Batch>('GET', path(id)),
    list: (page: Page = {}) => call<Paged<Batch>>('GET', 'v1/batches', { query: page }),
    /** In the order of the file. */
    entries: (id: string, page: Page & { readonly status?: Status } = {}) =>
      call<Paged<PresentedEntry>>('GET', path(id, '/entries'), { query: page }),
    rows: (id: string, page: Page & { readonly outcome?: 'accepted' | 'refused' } = {}) =>
      call<Paged<BatchRow>>('GET', path(id, '/rows'), { query: page }),
    /** The refused rows with their reasons, ready to mend and to be sent again. */
    errors: (id: string, format: 'csv' | 'ndjson' = 'csv'): Promise<Response> =>
      take(path(id, `/errors.${format}`), {}),
  },
  /** What the headings of your files mean. */
  mappings: {
    read: () => call<Mappings>('GET', 'v1/mappings'),
    write: (columns: Mapping) => call<Mappings>('PUT', 'v1/mappings', { body: { columns } }),
  },
})
