/**
 * What an entry's pages hand out as files: papers, messages byte for byte, documents that were sent.
 * @module
 */
import { formats, printEntry, respond } from '../../http/papers.ts'
import type { Format } from '../../http/papers.ts'
import { nothingHere, page } from '../page.ts'
import type { Desks } from '../page.ts'
import { fileName } from './curl.ts'
import { ofEntry } from './frame.ts'

export function mountFiles(desks: Desks): void {
  page(desks, '/entries/:number/papers/:file', 'entries:read', async (desk) => {
    const { c, gateway, caller, param } = desk
    const [name = '', ending = ''] = param('file').split('.')
    const format = formats.find((each): each is Format => each === ending)
    if (!format) return nothingHere('Papers are there as .pdf and as .html.')
    return respond(c, await printEntry(gateway, caller.filer, param('number'), name), format)
  })

  page(
    desks,
    '/entries/:number/messages/:message/download',
    'entries:read',
    ofEntry(async ({ c, gateway, caller, param }, entry) => {
      const found = await gateway.desk.dossier.message(caller.filer, entry.id, param('message'))
      if (!found) return nothingHere('This entry has no such message.')
      c.header('Content-Type', 'application/octet-stream')
      c.header('Content-Disposition', `attachment; filename="${fileName(found.id)}"`)
      return c.body(found.body)
    }),
  )

  page(
    desks,
    '/entries/:number/documents/:sha256',
    'entries:read',
    ofEntry(async ({ c, gateway, caller, param }, entry) => {
      const found = await gateway.desk.dossier.document(caller.filer, entry.id, param('sha256'))
      if (!found) return nothingHere('No such document was sent with this entry.')
      // Never shown under our own address: what a shipper sent is not ours.
      c.header('Content-Type', 'application/octet-stream')
      c.header('Content-Disposition', `attachment; filename="${fileName(found.name)}"`)
      return c.body(new Uint8Array(found.content))
    }),
  )
}
