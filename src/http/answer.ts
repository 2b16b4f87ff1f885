/**
 * The body of an answer: JSON with base64 documents, or multipart with files.
 * @module
 */
import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { pointerTo, problem } from '../domain/problem.ts'
import type { AnswerRequest } from '../gateway/answer.ts'
import { readBytes, readJsonBody } from './body.ts'
import { invalid, Refusal } from './errors.ts'
import { shape } from './shape.ts'

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

export async function readAnswer(c: Context, cap: number, schema: z.ZodType): Promise<Answer> {
  const type = c.req.header('Content-Type') ?? ''
  if (type.toLowerCase().startsWith('multipart/form-data')) {
    const bytes = await readBytes(c, cap)
    return { bytes, request: await readForm(bytes, type) }
  }
  const body = await readJsonBody(c, cap)
  const { draft, problems } = shape<Sent>(schema, body)
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
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
}

/** Files under any name are documents; `text` is the text and `type` the document type of all. */
async function readForm(bytes: Uint8Array, contentType: string): Promise<AnswerRequest> {
  const form = await parseForm(bytes, contentType)
  const text = form.get('text')
  const type = form.get('type')
  const files = [...form.values()].filter((value) => typeof value !== 'string')
  if (files.length > 20) throw new Refusal(400, 'multipart', 'At most 20 files in one answer.')
  return {
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
    documents: await Promise.all(
      files.map(async (file) => ({
        type: typeof type === 'string' && type !== '' ? type : 'CBP01',
        name: file.name,
        mediaType: file.type.split(';')[0] ?? '',
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    ),
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
