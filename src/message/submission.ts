/**
 * Document submission: gate321's own JSON form, standing in for CBP's document image system (DIS),
 * whose element lists are not public.
 * @module
 */
import { z } from 'zod'

const submission = z.object({
  entryNumber: z.string(),
  text: z.string().optional(),
  documents: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      mediaType: z.string(),
      /** Base64. */
      content: z.string(),
    }),
  ),
})

const submissionReply = z.object({
  messageId: z.string(),
  entryNumber: z.string(),
  disposition: z.enum(['01', '02']),
  narrative: z.string().max(40),
})

export type Submission = z.infer<typeof submission>
export type SubmissionReply = z.infer<typeof submissionReply>

export const printSubmission = (value: Submission): string => JSON.stringify(value)

export const readSubmissionReply = (bytes: Uint8Array): SubmissionReply | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return submissionReply.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** CBP's answer to the status query of an entry. */
const entryQuery = z.object({ entryNumber: z.string(), onFile: z.boolean() })

export const readEntryQuery = (bytes: Uint8Array) => {
  try {
    return entryQuery.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data
  } catch {
    return undefined
  }
}
