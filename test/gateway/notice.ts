/**
 * What CBP says of entries, a mailbox that holds just that, and what became of it.
 * @module
 */
import type { StatusNotification } from '../../src/message/notification.ts'
import type { Speech } from './speech.ts'
import type { World } from './world.ts'

/** A notification for entry ZZ9-0000001-1, `minute` minutes after it was filed. */
export function said(
  id: string,
  minute: number,
  code: string,
  more: Partial<StatusNotification> = {},
): StatusNotification {
  const at = `2026-11-23T14:${String(minute).padStart(2, '0')}:00.000Z`
  return {
    notificationId: id,
    sequence: minute,
    at,
    filerCode: 'ZZ9',
    entryNumber: '00000011',
    entryType: '86',
    references: [],
    bills: [],
    notices: [{ record: 'SO60', code, narrative: `CODE ${code}` }],
    ...more,
  }
}

/** CBP's mailbox holds these pages and nothing else; filings go to the mock. */
export function mailbox(
  w: World,
  speech: Speech,
  ...pages: (string | readonly StatusNotification[])[]
) {
  const acknowledged: string[][] = []
  w.line(async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/ace/mailbox') {
      const page = pages.shift() ?? []
      return typeof page === 'string' ? speech.answer(page) : speech.page(page)
    }
    if (pathname !== '/ace/mailbox/acknowledgements') return w.cbp(request)
    const { ids } = (await request.json()) as { ids: string[] }
    acknowledged.push(ids)
    return Response.json({ removed: ids.length })
  })
  return acknowledged
}

export async function outcomes(w: World): Promise<Record<string, string>> {
  const rows = await w.db.read<{ id: string; outcome: string }>({
    sql: 'select id, outcome from inbox order by id',
    values: [],
  })
  return Object.fromEntries(rows.map(({ id, outcome }) => [id, outcome]))
}
