/**
 * A client behind its own HTTP API, as a target describes it.
 * @module
 */
import type { Client, Parcel } from './client.ts'
import { ClientFailed } from './client.ts'
import type { Call, Target } from './target.ts'
import { at, filled } from './template.ts'
import type { Values } from './template.ts'

export type Reaching = {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Between two looks at the client. */
  readonly pause: () => Promise<void>
}

export function clientAt(target: Target, values: Values, { fetch, pause }: Reaching): Client {
  const parcels = new Map<string, Parcel>()

  const ask = async (what: string, call: Call, more: Values): Promise<string> => {
    const { method, url, headers, body, taken } = filled(call, { ...values, ...more })
    const content = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body) // prettier-ignore
    const type = content === undefined ? {} : { 'Content-Type': 'application/json' }
    const answer = await reach(
      what,
      () =>
      fetch(url, { method, headers: { ...type, ...headers }, ...(content === undefined ? {} : { body: content }) }), // prettier-ignore
    )
    const { status, text } = answer
    if (taken ? taken.includes(status) : status >= 200 && status < 300) return text
    throw new ClientFailed(`the client refuses to ${what}: HTTP ${status} ${text.slice(0, 300)}`)
  }
  const found = (text: string, pointer: string, what: string) => {
    const value = at(json(text), pointer)
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    throw new ClientFailed(`there is no ${what} at ${pointer} of what the client answered`)
  }
  const of = (id: string): Values => ({ ...parcels.get(id), id })

  const { file, status, answer, history } = target
  return {
    name: target.name,
    file: async (parcel) => {
      const id = found(await ask('file', file, parcel), file.id, 'id')
      parcels.set(id, parcel)
      return id
    },
    status: async (id) => {
      const text = await ask('tell the status', status, of(id))
      const word = found(text, status.word, 'status')
      return { status: Object.hasOwn(status.words, word) ? status.words[word] : undefined, text }
    },
    ...(answer ? { answer: async (id: string) => void (await ask('answer', answer, of(id))) } : {}),
    ...(history
      ? {
          told: async (id: string) => {
            const list = at(json(await ask('tell its history', history, of(id))), history.list)
            if (!Array.isArray(list))
              throw new ClientFailed(`there is no list at ${history.list} of its history`)
            return list.filter((item) => JSON.stringify(item).includes(history.counts)).length
          },
        }
      : {}),
    pass: pause,
  }
}

async function reach(what: string, call: () => Promise<Response>) {
  try {
    const response = await call()
    return { status: response.status, text: await response.text() }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ClientFailed(`the client could not be asked to ${what}: ${why}`)
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
