/**
 * The list as a file for a spreadsheet, made while it is read, a page at a time.
 * @module
 */
import { heading, rowOf } from '../../batch/sheet.ts'
import type { Desk } from '../page.ts'
import { readAsked, soughtBy } from './ask.ts'

/** Without it Excel takes UTF-8 for something else. */
const byteOrderMark = '\ufeff'

export function exportCsv(desk: Desk): Response {
  const { c, gateway, caller } = desk
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Content-Disposition', 'attachment; filename="entries.csv"')
  if (c.req.method === 'HEAD') return c.body(null)
  const encoder = new TextEncoder()
  const pages = gateway.desk.everything(caller.filer, soughtBy(readAsked(desk)))
  let begun = false
  return c.body(
    new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { value, done } = await pages.next()
          const entries = done ? [] : value
          const text = `${begun ? '' : `${byteOrderMark}${heading}`}${entries.map(rowOf).join('')}`
          begun = true
          if (text !== '') controller.enqueue(encoder.encode(text))
          if (done) controller.close()
        },
        cancel: async () => {
          await pages.return(undefined)
        },
      },
      { highWaterMark: 0 },
    ),
  )
}
