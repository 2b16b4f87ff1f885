/**
 * Batches at the desk: all of their pages.
 * @module
 */
import { page } from '../page.ts'
import type { Desks } from '../page.ts'
import { may } from '../settings/room.ts'
import { mountBatch } from './batch.ts'
import { dropPlace } from './drop.ts'
import { mountBatchEntries } from './entries.ts'
import { mountHeadings } from './headings.ts'
import { shelf } from './shelf.ts'
import { mountUpload } from './upload.ts'

export function mountBatchDesk(desks: Desks): void {
  page(desks, '/batches', 'entries:read', async (desk) =>
    shelf(desk, may(desk, 'entries:write') ? dropPlace(desk) : ''),
  )
  mountUpload(desks)
  mountBatchEntries(desks)
  mountBatch(desks)
  mountHeadings(desks)
}
