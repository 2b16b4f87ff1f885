/**
 * What every route asks of a request: its world, its media type, its limit, its JSON, its methods.
 * @module
 */
import type { Context, Handler, Hono } from 'hono'
import type { z } from 'zod'
import { readCapped } from '../../src/bytes.ts'
import type { FaultName } from '../fault/fault.ts'
import type { Who } from './auth.ts'
import type { Noted } from '../world/journal.ts'
import type { World } from '../world/world.ts'
import { problem } from './problem.ts'

/** What a request brings along on its way through the routes. */
export type Asking = {
  /** Of the exchange, for its line in the journal and for the answer. */
  readonly id: string
  /** Whose credentials these are; nobody's when they were refused. */
  readonly who: Who | undefined
  readonly world: World
  /** Or the refusal of a body that cannot be taken. */
  readonly body: Uint8Array<ArrayBuffer> | Response
  /** SHA-256 of the body; none of a refused one. */
  readonly hash: string
  readonly noted: Noted
  /** Outcomes that the answer hands out. */
  readonly met: string[]
  /** Set by a handler that lets go of all outcomes met so far. */
  countsAnew?: true
  /** Set by a handler that has the text of its answer at hand. */
  replyText?: string
  /** The answer that needs no more headers, where one was made so. */
  whole?: { readonly response: Response; readonly mediaType: string }
  /** That the scenario of an entry asks for. */
  scenarioFault?: FaultName
  /** Set by a handler whose effect is on the journal itself. */
  unrecorded?: true
  /** Set by a form of the page: the call that it stood for, which the journal tells in its place. */
  call?: {
    readonly request: Request
    readonly body: Uint8Array<ArrayBuffer>
    readonly response: Response
  }
}

export type Env = { Bindings: Asking }
export type Asked = Context<Env>

/** What a filing asks of its request: hono's context has it, and so has the road past it. */
export type Heard = {
  readonly env: Asking
  readonly req: { readonly header: (name: string) => string | undefined }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Hono answers 404 to a method it has no route for; an address that exists answers 405. */
export function route(
  app: Hono<Env>,
  path: string,
  methods: Readonly<Partial<Record<Method, Handler<Env>>>>,
): void {
  const allowed = Object.keys(methods)
  for (const [method, handler] of Object.entries(methods)) app.on(method, path, handler)
  app.all(path, ({ req }) =>
    problem('method_not_allowed', `${req.method} is not for ${req.path}`, {
      Allow: allowed.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])).join(', '),
    }),
  )
}

export function isMedia(context: Heard, wanted: string): boolean {
  const sent = context.req.header('Content-Type') ?? ''
  return sent.split(';', 1)[0]?.trim().toLowerCase() === wanted
}

/** Asked for by name; who takes anything gets the usual. */
export const accepts = (context: Context, wanted: string): boolean =>
  (context.req.header('Accept') ?? '')
    .split(',')
    .some((range) => range.split(';', 1)[0]?.trim().toLowerCase() === wanted)

export const largestBody = 16 * 1024 * 1024

/** The body in one piece, from a home that has it at hand. */
export type ReadBytes = () => Promise<Uint8Array<ArrayBuffer>>

/**
 * The body, or a refusal once it is too large. Of a stated length it comes in one piece, which
 * servers hand over at half the price of a stream; hono's body-limit would make a new request of
 * it, which fails where a server hands in one of its own class.
 */
export async function readBody(
  request: Request,
  atHand?: ReadBytes,
): Promise<Uint8Array<ArrayBuffer> | Response> {
  if (request.method === 'GET' || request.method === 'HEAD') return new Uint8Array()
  const refused = () => problem('too_large', `a body has at most ${largestBody} bytes`)
  const length = request.headers.get('Content-Length')
  if (Number(length ?? 0) > largestBody) return refused()
  try {
    if (atHand) return await atHand()
    if (length !== null) return new Uint8Array(await request.arrayBuffer())
    return (await readCapped(request.body, largestBody)) ?? refused()
  } catch {
    return problem('unreadable', 'the body broke off')
  }
}

/** The limit asked for, the usual one, or a refusal. */
export function limitOf(context: Context, usual: number, most: number): number | Response {
  const asked = context.req.query('limit')
  if (asked === undefined) return usual
  const limit = /^\d{1,6}$/.test(asked) ? Number(asked) : 0
  return limit >= 1 && limit <= most ? limit : problem('limit', `limit goes from 1 to ${most}`)
}

export function parseJson<T extends z.ZodType>(bytes: Uint8Array, form: T): z.infer<T> | string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const { data, error } = form.safeParse(JSON.parse(text))
    if (data !== undefined) return data
    return (error?.issues ?? [])
      .slice(0, 10)
      .map(({ path, message }) => `/${path.join('/')}: ${message}`)
      .join('; ')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The JSON body in `form`, or a refusal under `code` that names every mistake. */
export function bodyOf<T extends z.ZodType>(
  { env }: Asked,
  form: T,
  code: Parameters<typeof problem>[0] = 'unreadable',
): z.infer<T> | Response {
  if (env.body instanceof Response) return env.body
  const read = parseJson(env.body, form)
  return typeof read === 'string' ? problem(code, read) : read
}
