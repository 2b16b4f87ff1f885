/**
 * A house behind its gateway, asked over HTTP with the installation's own key: the only way to a
 * database at the edge.
 * @module
 */
import { Refused } from '../record/refused.ts'
import type { Head, House, Page } from './house.ts'

export type RemoteOptions = {
  readonly url: string
  readonly key: string
  readonly fetch: typeof fetch
  readonly pause: (millis: number) => Promise<void>
}

type Sent = { readonly method: string; readonly body?: string | Uint8Array<ArrayBuffer>; readonly type?: string } // prettier-ignore

/** Of each question; what is asked may be asked twice. */
const mostTries = 8

export function remoteHouse({ url, key, fetch, pause }: RemoteOptions): House {
  const base = `${url.replace(/\/+$/, '')}/v1/house`

  const once = async (path: string, { method, body, type }: Sent): Promise<Response | string> => {
    const headers = { Authorization: `Bearer ${key}`, ...(type ? { 'Content-Type': type } : {}) }
    try {
      const init = { method, headers, ...(body === undefined ? {} : { body }) }
      const response = await fetch(`${base}${path}`, init)
      if (response.status !== 429 && response.status < 500) return response
      const text = await response.text()
      const seconds = Number(response.headers.get('Retry-After') ?? '1')
      await pause(Math.min(Math.max(seconds, 1), 60) * 1000)
      return `${response.status} ${text.slice(0, 200)}`
    } catch (error) {
      await pause(1000)
      return error instanceof Error ? error.message : String(error)
    }
  }

  const ask = async (path: string, sent: Sent = { method: 'GET' }): Promise<Response> => {
    let why = ''
    for (let tried = 0; tried < mostTries; tried++) {
      const answer = await once(path, sent)
      if (typeof answer !== 'string') return expectOk(answer)
      why = answer
    }
    throw new Refused(`The gateway at ${url} does not answer: ${why}`)
  }

  const json = (method: string, value: unknown): Sent => ({
    ...{ method, type: 'application/json', body: JSON.stringify(value) },
  })
  const act = async (stage: string, more: object = {}) => {
    await ask('', json('POST', { stage, ...more }))
  }

  return {
    head: async () => (await (await ask('')).json()) as Head,
    page: async (table, after, limit) => {
      const query = new URLSearchParams({ limit: String(limit) })
      if (after) query.set('after', JSON.stringify(after))
      return (await (await ask(`/tables/${table}?${query}`)).json()) as Page
    },
    put: async (table, page) => {
      await ask(`/tables/${table}`, json('PUT', page))
    },
    document: async (sha256) => {
      const answer = await ask(`/documents/${sha256}`)
      return answer.status === 404 ? undefined : new Uint8Array(await answer.arrayBuffer())
    },
    keep: async (sha256, bytes) => {
      const body = new Uint8Array(bytes)
      await ask(`/documents/${sha256}`, { method: 'PUT', type: 'application/octet-stream', body })
    },
    leave: () => act('leave'),
    enter: (id, epoch) => act('enter', { id, epoch }),
    settle: () => act('settle'),
  }
}

/** 404 is an answer where a document is asked for, and says so by its code. */
async function expectOk(response: Response): Promise<Response> {
  if (response.ok) return response
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string }
  if (problem.code === 'document_not_found') return response
  throw new Refused(`The gateway refuses (${response.status} ${problem.code ?? ''}): ${problem.detail ?? 'no gate321 is at this address'}`) // prettier-ignore
}
