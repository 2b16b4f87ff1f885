/**
 * `/_mock/coverage`: which of the outcomes that the mock can produce its callers have met, in all
 * worlds and beyond their resets.
 * @module
 */
import type { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { asJunit } from '../coverage/junit.ts'
import { asPage } from '../coverage/page.ts'
import { forgetMet, readMet } from '../coverage/record.ts'
import { reportOn } from '../coverage/report.ts'
import type { Report } from '../coverage/report.ts'
import { asText } from '../coverage/text.ts'
import { problem } from '../http/problem.ts'
import { route } from '../http/request.ts'
import type { Asked, Env } from '../http/request.ts'

type Format = {
  readonly name: string
  readonly mediaType: string
  readonly print: (report: Report, context: Asked) => Response | Promise<Response>
}

const formats: readonly Format[] = [
  {
    name: 'text',
    mediaType: 'text/plain',
    print: (report, { text }) => text(asText(report)),
  },
  {
    name: 'junit',
    mediaType: 'application/xml',
    print: (report, { req, body }) => {
      const unmet = req.query('fail') === '1' ? 'failure' : 'skipped'
      return body(asJunit(report, unmet), 200, { 'Content-Type': 'application/xml; charset=utf-8' })
    },
  },
  {
    name: 'html',
    mediaType: 'text/html',
    print: async (report, { html }) => {
      const { text, policy } = await asPage(report)
      return html(text, 200, { 'Content-Security-Policy': policy })
    },
  },
  { name: 'json', mediaType: 'application/json', print: (report, { json }) => json(report) },
]

export function coverageRoutes(app: Hono<Env>): void {
  route(app, '/_mock/coverage', {
    GET: async (context) => {
      const format = formatOf(context)
      if (!format) {
        const asked = (context.req.query('format') ?? '').slice(0, 40)
        const names = formats.map(({ name }) => name).join(', ')
        return problem('format_unknown', `there is no format "${asked}"; there are ${names}`)
      }
      return format.print(reportOn(await readMet(context.env.world.db)), context)
    },
    /** The count begins anew. It is no part of a world's story. */
    DELETE: async ({ env, json }) => {
      const { met, of } = reportOn(await readMet(env.world.db))
      env.unrecorded = true
      env.countsAnew = true
      env.world.effects.push(forgetMet())
      return json({ forgotten: met, of })
    },
  })
}

function formatOf(context: Asked): Format | undefined {
  const asked = context.req.query('format')
  if (asked !== undefined) return formats.find(({ name }) => name === asked)
  const mediaType = accepts(context, {
    header: 'Accept',
    supports: formats.map((format) => format.mediaType),
    default: 'text/plain',
  })
  return formats.find((format) => format.mediaType === mediaType)
}
