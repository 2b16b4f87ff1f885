/**
 * The body of an answer: JSON with base64 documents, or multipart with files.
 * @module
 */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { pointerTo, problem } from '../domain/problem.ts'
import type { AnswerRequest } from '../gateway/answer.ts'
import { readBytes, readJsonBody } from './body.ts'
import { invalid, Refusal } from './errors.ts'
import { shape } from './shape.ts'

const mostDocuments = 20

const answerSchema = z
  .strictObject({
    text: z.string().max(10_000).nullish(),
    documents: z
      .array(
        z.strictObject({
          type: z
            .string()
            .regex(/^[A-Z0-9]{1,20}$/, 'document types in capitals and digits, as in CBP01')
            .openapi({ example: 'CBP01' }),
          name: z.string().openapi({ example: 'invoice.pdf' }),
          mediaType: z.string().openapi({ example: 'application/pdf' }),
          content: z.string().openapi({ description: 'Base64' }),
        }),
      )
      .max(mostDocuments)
      .nullish(),
  })
  .openapi('Answer')

const formSchema = z
  .strictObject({
    text: z.string().optional(),
    type: z.string().optional().openapi({ description: 'Of all files; CBP01 without it' }),
    file: z.string().optional().openapi({
      format: 'binary',
      description: 'A document; more of them under any names',
    }),
  })
  .openapi('AnswerForm')

export const answerContent = {
  'application/json': { schema: answerSchema },
  'multipart/form-data': { schema: formSchema },
}

type Answer = { readonly bytes: Uint8Array; readonly request: AnswerRequest }

type Sent = {
  readonly text?: string
  readonly documents?: readonly {
    readonly type: string
    readonly name: string
    readonly mediaType: string
    readonly content: string
  }[]
}

export async function readAnswer(c: Context, cap: number): Promise<Answer> {
  const type = c.req.header('Content-Type') ?? ''
  if (type.toLowerCase().startsWith('multipart/form-data')) {
    const bytes = await readBytes(c, cap)
    return { bytes, request: await readForm(bytes, type) }
  }
  const body = await readJsonBody(c, cap)
  const { draft, problems } = shape<Sent>(answerSchema, body)
  if (problems.length > 0) throw invalid('answer_invalid', problems)
  return { bytes: body.bytes, request: fromJson(draft) }
}

function fromJson({ text, documents = [] }: Sent): AnswerRequest {
  const decoded = documents.map(({ content, ...rest }) => ({
    ...rest,
    bytes: decodeBase64(content),
  }))
  const faults = decoded.flatMap(({ name, bytes }, index) =>
    bytes
      ? []
      : [
          problem('document_content', pointerTo('documents', index, 'content'), {
            name: name.slice(0, 100),
            why: 'it is not base64',
          }),
        ],
  )
  if (faults.length > 0) throw invalid('answer_invalid', faults)
  return {
    ...(text === undefined ? {} : { text }),
    documents: decoded.map((document) => ({
      ...document,
      bytes: document.bytes ?? new Uint8Array(),
    })),
  }
}

function decodeBase64(content: string): Uint8Array | undefined {
  if (content.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(content)) return undefined
  const binary = atob(content)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** Files under any name are documents; `text` is the text and `type` the document type of all. */
async function readForm(bytes: Uint8Array, contentType: string): Promise<AnswerRequest> {
  const parts = [...(await parseForm(bytes, contentType))]
  const files = parts.flatMap(([, value]) => (typeof value === 'string' ? [] : [value]))
  const fields = parts.filter(([, value]) => typeof value === 'string' && value !== '')
  const { type = 'CBP01', ...said } = Object.fromEntries(fields) as Readonly<{
    [name: string]: string
  }>
  if (parts.length > mostDocuments + 2) {
    throw new Refusal(400, 'multipart', `At most ${mostDocuments} files in one answer.`)
  }
  if (new Set(fields.map(([name]) => name)).size < fields.length) {
    throw new Refusal(400, 'multipart', 'Each field comes once.')
  }
  const documents = files.map((file) => ({
    type,
    name: file.name,
    mediaType: file.type.split(';')[0] ?? '',
  }))
  const sent = { ...said, documents: documents.map((document) => ({ ...document, content: '' })) }
  const { problems } = shape<Sent>(answerSchema, { value: sent, problems: [] })
  if (problems.length > 0) throw invalid('answer_invalid', problems)
  const contents = await Promise.all(files.map((file) => file.arrayBuffer()))
  return {
    ...(said['text'] === undefined ? {} : { text: said['text'] }),
    documents: documents.map((document, index) => ({
      ...document,
      bytes: new Uint8Array(contents[index] ?? []),
    })),
  }
}

async function parseForm(bytes: Uint8Array, contentType: string): Promise<FormData> {
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'Content-Type': contentType },
  })
  try {
    return await request.formData()
  } catch {
    throw new Refusal(400, 'multipart', 'The body is not multipart/form-data.')
  }
}
