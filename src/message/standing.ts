/**
 * CBP's answer to the status query of an entry: whether it is on file, under which bills, and what
 * CBP has said of it.
 * @module
 */
import { z } from 'zod'
import { isoInstant } from './reply.ts'

const said = z.object({
  record: z.enum(['SO50', 'SO60']),
  code: z.string().max(4),
  narrative: z.string().max(200),
  at: z.string().regex(isoInstant),
})

const bill = z.looseObject({ billType: z.string().max(2), billNumber: z.string().max(50) })

const standing = z.object({
  entryNumber: z.string(),
  onFile: z.boolean(),
  bills: z.array(bill).max(999).default([]),
  notices: z.array(said).max(9999).default([]),
})

export type Standing = z.infer<typeof standing>

export const readStanding = (bytes: Uint8Array): Standing | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return standing.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
