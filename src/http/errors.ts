/**
 * The one door from refusals and failures to HTTP: problem+json (RFC 9457), a stable `code`, and
 * all input errors at once. What a bug says stays in the log.
 * @module
 */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from '../domain/problem.ts'
import type { Log } from '../gateway/deps.ts'
import type { Meters } from '../gateway/meters.ts'
import { isStoreUnavailable } from '../gateway/unavailable.ts'
import type { StoreUnavailable } from '../gateway/unavailable.ts'

const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'No such representation',
  409: 'Conflict',
  410: 'No longer kept',
  412: 'The entry has changed',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'The input is not valid',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable for the moment',
}

/** A request that is refused. `code` is for programs, `detail` for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly errors: readonly Problem[]
  readonly headers: Readonly<Record<string, string>>
  readonly more: Readonly<Record<string, unknown>>

  constructor(
    status: ContentfulStatusCode,
    code: string,
    detail: string,
    extra: {
      errors?: readonly Problem[]
      headers?: Readonly<Record<string, string>>
      more?: Readonly<Record<string, unknown>>
    } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.errors = extra.errors ?? []
    this.headers = extra.headers ?? {}
    this.more = extra.more ?? {}
  }
}

/** At most so many input errors in one reply. */
export const mostErrors = 100

export function invalid(code: string, errors: readonly Problem[]): Refusal {
  const notObject = errors.find((error) => error.code === 'json_not_object')
  if (notObject) return new Refusal(422, notObject.code, notObject.message)
  const detail =
    errors.length === 1
      ? '1 thing is wrong; see errors.'
      : `${errors.length} things are wrong; see errors.`
  return new Refusal(422, code, detail, { errors: errors.slice(0, mostErrors) })
}

/** A refusal as a page, where whoever asked looks at pages. */
export type Shown = (c: Context, refusal: Refusal) => Promise<Response> | undefined

export function errorDoor(log: Log, meters: Meters, show: Shown = () => undefined) {
  const respond = (c: Context, refusal: Refusal) => {
    meters.count('http_refused_total', refusal.code)
    return show(c, refusal) ?? answer(c, refusal)
  }
  return function onError(error: Error, c: Context): Response | Promise<Response> {
    if (error instanceof Refusal) {
      const { cause } = error
      if (cause instanceof Error) log('alarm', error.code, { why: cause.message })
      return respond(c, error)
    }
    if (isStoreUnavailable(error)) {
      log('alarm', 'store_unavailable', { reason: error.reason })
      return respond(c, storeRefusal(error.reason))
    }
    if (error instanceof HTTPException) {
      return respond(c, new Refusal(error.status as ContentfulStatusCode, 'http', error.message))
    }
    log('alarm', 'internal_error', { request_id: c.get('requestId') ?? null, why: error.message })
    return respond(
      c,
      new Refusal(
        500,
        'internal',
        'Something failed on our side. Nothing of the request was kept.',
      ),
    )
  }
}

function storeRefusal(reason: StoreUnavailable['reason']): Refusal {
  const [code, detail, seconds] = {
    full: ['storage_full', 'The disk is full; reading still works.', '60'],
    busy: ['storage_busy', 'The store is busy; try again in a moment.', '1'],
    paused: [
      'sending_paused',
      'This database is a restored or an older one; reading works. An operator runs "gate321 reconcile".',
      '60',
    ],
    failed: ['storage_failed', 'The store does not take writes.', '60'],
  }[reason] as [string, string, string]
  return new Refusal(503, code, detail, { headers: { 'Retry-After': seconds } })
}

function answer(c: Context, refusal: Refusal): Response {
  const { status, code, message, errors, headers, more } = refusal
  const body = {
    type: `urn:gate321:problem:${code}`,
    title: titles[status] ?? 'Refused',
    status,
    code,
    detail: message,
    ...(errors.length > 0 ? { errors } : {}),
    ...more,
  }
  return c.body(JSON.stringify(body), status, {
    ...headers,
    'Content-Type': 'application/problem+json',
  })
}
