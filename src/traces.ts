/**
 * Traces over OTLP, for Node: the gateway's port to OpenTelemetry. Loaded only where an endpoint is
 * configured. A span that says which entry it is about is linked to the one that filed it, and the
 * caller's own trace is a link too: nobody outside decides what is recorded here.
 * @module
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Link, Span, SpanContext } from '@opentelemetry/api'
import type { Send } from './gateway/deps.ts'
import type { Fields, Trace } from './gateway/trace.ts'

export type Traces = {
  readonly trace: Trace
  /** The same way out, telling whoever is asked which trace it belongs to (W3C Trace Context). */
  readonly tell: (send: Send) => Send
  /** Sends what is still here. */
  readonly close: () => Promise<void>
}

/** Entries whose filing is remembered, for links. */
const mostEntries = 10_000
const closeMillis = 2000

export async function openTraces(url: string): Promise<Traces> {
  const [{ ROOT_CONTEXT, SpanStatusCode, trace: api }, sdk, { OTLPTraceExporter }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ])
  const spanProcessors = [
    new sdk.BatchSpanProcessor({
      exporter: new OTLPTraceExporter({ url, timeoutMillis: closeMillis }),
      scheduledDelayMillis: 1000,
    }),
  ]
  const provider = new sdk.TracerProvider({ spanProcessors })
  const tracer = provider.getTracer('gate321')
  const current = new AsyncLocalStorage<Span>()
  const filed = new Map<string, SpanContext>()

  const remember = (entryId: string, context: SpanContext) => {
    filed.set(entryId, context)
    const [oldest] = filed.size > mostEntries ? filed.keys() : []
    if (oldest !== undefined) filed.delete(oldest)
  }

  const linksOf = ({ entry_id, traceparent }: Fields): Link[] => {
    const filing = typeof entry_id === 'string' ? filed.get(entry_id) : undefined
    const caller = typeof traceparent === 'string' ? contextOf(traceparent) : undefined
    return [filing, caller].flatMap((context) => (context ? [{ context }] : []))
  }

  const trace: Trace = async (name, fields, work) => {
    const parent = current.getStore()
    const context = parent ? api.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT
    const options = { attributes: named(fields), links: linksOf(fields) }
    const span = tracer.startSpan(name, options, context)
    const note = (more: Fields) => {
      span.setAttributes(named(more))
      const { entry_id } = more
      if (name === 'file' && typeof entry_id === 'string') remember(entry_id, span.spanContext())
    }
    try {
      return await current.run(span, () => work(note))
    } catch (error) {
      // The name of the error and not its text, which may quote what it is about.
      const message = error instanceof Error ? error.name : 'error'
      span.setStatus({ code: SpanStatusCode.ERROR, message })
      throw error
    } finally {
      span.end()
    }
  }

  return {
    trace,
    tell: (send) => (request) => {
      const span = current.getStore()
      if (!span) return send(request)
      const { traceId, spanId } = span.spanContext()
      request.headers.set('traceparent', `00-${traceId}-${spanId}-01`)
      return send(request)
    },
    close: () => provider.shutdown(),
  }
}

function contextOf(traceparent: string): SpanContext | undefined {
  const [, traceId, spanId, flags] = traceparent.split('-')
  if (!traceId || !spanId) return undefined
  return { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16), isRemote: true }
}

/** Attributes of ours carry our name. */
const named = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name === 'traceparent' ? [] : [[`gate321.${name}`, value]],
    ),
  )
