/**
 * The Worker behind the tests of D1: it runs what it is sent on its own binding, and gives back
 * what D1 answers, or the text of D1's error.
 * @module
 */
import type { D1Like } from '../src/store/d1.ts'
import type { Statement } from '../src/store/db.ts'

export default {
  fetch: async (request: Request, { DB }: { readonly DB: D1Like }): Promise<Response> => {
    const sent = (await request.json()) as readonly Statement[]
    const [first, ...rest] = sent.map(({ sql, values }) => DB.prepare(sql).bind(...values))
    if (!first) return new Response('nothing to run', { status: 400 })
    try {
      const alone = new URL(request.url).pathname === '/all'
      return Response.json(alone ? [await first.all()] : await DB.batch([first, ...rest]))
    } catch (error) {
      return new Response(error instanceof Error ? error.message : String(error), { status: 500 })
    }
  },
}
