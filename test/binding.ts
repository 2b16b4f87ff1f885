/**
 * The Worker behind the tests of D1: it runs what it is sent on its own binding, and gives back
 * what D1 answers, or the text of D1's error.
 * @module
 */
import type { D1Like } from '../src/store/d1.ts'
import type { Statement } from '../src/store/db.ts'

export default {
  fetch: async (request: Request, bindings: Record<string, D1Like>): Promise<Response> => {
    const [, binding = '', verb] = new URL(request.url).pathname.split('/')
    const database = bindings[binding]
    if (!database) return new Response(`no binding ${binding}`, { status: 404 })
    const sent = (await request.json()) as readonly Statement[]
    const [first, ...rest] = sent.map(({ sql, values }) => database.prepare(sql).bind(...values))
    if (!first) return new Response('nothing to run', { status: 400 })
    try {
      return Response.json(
        verb === 'all' ? [await first.all()] : await database.batch([first, ...rest]),
      )
    } catch (error) {
      return new Response(error instanceof Error ? error.message : String(error), { status: 500 })
    }
  },
}
