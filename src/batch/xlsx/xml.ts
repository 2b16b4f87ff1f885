/**
 * A part of a workbook as a stream of elements. No document type, no entities but XML's own five,
 * no depth without end (T-F1).
 * @module
 */
import { SaxesParser } from 'saxes'
import { FileRefused } from '../refused.ts'
import { notWorkbook } from './zip.ts'

export type Attributes = Readonly<Record<string, string>>

export type Hearer = {
  /** Names come without their prefix. */
  readonly open?: (name: string, attributes: Attributes) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

const deepest = 64

const plainName = (name: string) => name.slice(name.indexOf(':') + 1)

/** After each piece it comes up for air, so that what was heard can be carried on. */
export async function* hear(
  pieces: AsyncIterable<Uint8Array>,
  { open, close, text }: Hearer,
): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  })
  const bytes = new TextDecoder('utf-8', { fatal: true })
  let depth = 0
  parser.on('doctype', () => {
    throw forbidden('it has a document type')
  })
  parser.on('error', () => {
    throw notWorkbook('a part of it is not XML')
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > deepest) throw notWorkbook('a part of it is nested too deeply')
    open?.(plainName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    close?.(plainName(name))
  })
  parser.on('text', (found) => text?.(found))
  parser.on('cdata', (found) => text?.(found))
  for await (const piece of pieces) {
    parser.write(decoded(bytes, piece))
    yield
  }
  parser.write(decoded(bytes))
  parser.close()
  yield
}

function decoded(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined })
  } catch {
    throw notWorkbook('a part of it is not UTF-8')
  }
}

/** For parts that are small. */
export async function hearAll(pieces: AsyncIterable<Uint8Array>, hearer: Hearer): Promise<void> {
  for await (const air of hear(pieces, hearer)) void air
}

export const forbidden = (why: string) =>
  new FileRefused(
    'xlsx_forbidden',
    `The workbook is refused: ${why}. Copy the rows into a new workbook as values, and send that.`,
  )
