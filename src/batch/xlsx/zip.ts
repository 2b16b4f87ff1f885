/**
 * The directory of a zip, and its members as streams. What it says of sizes is a claim: the bytes are
 * counted as they come out, and the whole of them has a cap (T-F1).
 * @module
 */
import { Inflate } from 'fflate'
import { FileRefused } from '../refused.ts'

/** A file that can be read anywhere, of which little is in memory. */
export type Bytes = {
  readonly size: number
  readonly read: (from: number, to: number) => Promise<Uint8Array>
}

export type Member = {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly at: number
}

export type Zip = {
  readonly members: ReadonlyMap<string, Member>
  /** What comes out of it, in pieces. */
  readonly open: (name: string) => AsyncGenerator<Uint8Array>
}

/** A workbook has a dozen parts, and one for each of its sheets. */
const mostMembers = 1000
/**
 * A row of thirty cells is some 1.5 KB of XML, so that 100,000 of them are 150 MB; nothing of that
 * is ever in memory together.
 */
const mostInflated = 512 * 1024 * 1024
/** Sheets come out at some ten to twenty times their size; bombs at a thousand. */
const mostRatio = 100
/** Below it the ratio says nothing: a few lines of XML may be all alike. */
const ratioFrom = 4 * 1024 * 1024

const signature = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 }
/** As text more than this lives among what is cleared away last. */
const textBytes = 32 * 1024
/** A thousandfold of it is the most that comes out before it is counted. */
const pieceBytes = 16 * 1024

export async function openZip(bytes: Bytes): Promise<Zip> {
  const members = await directoryOf(bytes)
  let packed = 0
  let inflated = 0

  async function* open(name: string): AsyncGenerator<Uint8Array> {
    const member = members.get(name)
    if (!member) return
    const from = await contentOf(bytes, member)
    const to = from + member.packed
    let out: Uint8Array[] = []
    const inflate = new Inflate((chunk) => void out.push(chunk))
    for (let at = from; at < to; at += pieceBytes) {
      const piece = await bytes.read(at, Math.min(at + pieceBytes, to))
      packed += piece.length
      if (member.method === 0) out = [piece]
      else push(inflate, piece, at + pieceBytes >= to)
      for (const chunk of out) {
        inflated += chunk.length
        if (inflated > Math.min(mostInflated, Math.max(ratioFrom, packed * mostRatio))) {
          throw tooLarge()
        }
        for (let from = 0; from < chunk.length; from += textBytes) {
          yield chunk.subarray(from, from + textBytes)
        }
      }
      out = []
    }
  }

  return { members, open }
}

function push(inflate: Inflate, piece: Uint8Array, last: boolean): void {
  try {
    inflate.push(piece, last)
  } catch {
    throw notWorkbook('a part of it cannot be unpacked')
  }
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

async function directoryOf(bytes: Bytes): Promise<ReadonlyMap<string, Member>> {
  const head = await bytes.read(0, Math.min(8, bytes.size))
  // What Excel writes for a workbook with a password, and what it wrote before 2007.
  if (head[0] === 0xd0 && head[1] === 0xcf)
    throw notWorkbook('it has a password, or is an old .xls')
  const tailFrom = Math.max(0, bytes.size - 65_557)
  const tail = await bytes.read(tailFrom, bytes.size)
  const ends = view(tail)
  let at = tail.length - 22
  while (at >= 0 && ends.getUint32(at, true) !== signature.end) at -= 1
  if (at < 0) throw notWorkbook('it is no zip')
  const count = ends.getUint16(at + 10, true)
  const [size, from] = [ends.getUint32(at + 12, true), ends.getUint32(at + 16, true)]
  if (count > mostMembers) throw tooLarge()
  if (from + size > bytes.size || size > 1024 * 1024) throw notWorkbook('its directory is damaged')
  return readDirectory(await bytes.read(from, from + size), count)
}

function readDirectory(directory: Uint8Array, count: number): Map<string, Member> {
  const words = view(directory)
  const members = new Map<string, Member>()
  let at = 0
  for (let n = 0; n < count; n++) {
    if (at + 46 > directory.length || words.getUint32(at, true) !== signature.central) {
      throw notWorkbook('its directory is damaged')
    }
    const [flags, method] = [words.getUint16(at + 8, true), words.getUint16(at + 10, true)]
    const nameLength = words.getUint16(at + 28, true)
    const more = words.getUint16(at + 30, true) + words.getUint16(at + 32, true)
    const name = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameLength))
    if (flags & 1) throw notWorkbook('it is encrypted')
    if (method !== 0 && method !== 8) throw notWorkbook('it is packed in a way that is not known')
    members.set(name.replace(/^\//, ''), {
      name,
      method,
      packed: words.getUint32(at + 20, true),
      at: words.getUint32(at + 42, true),
    })
    at += 46 + nameLength + more
  }
  return members
}

/** The lengths in the local header are its own, and differ from those in the directory. */
async function contentOf(bytes: Bytes, { at, packed }: Member): Promise<number> {
  const header = await bytes.read(at, Math.min(at + 30, bytes.size))
  const words = view(header)
  if (header.length < 30 || words.getUint32(0, true) !== signature.local) {
    throw notWorkbook('its directory is damaged')
  }
  const from = at + 30 + words.getUint16(26, true) + words.getUint16(28, true)
  if (from + packed > bytes.size) throw notWorkbook('it is cut')
  return from
}

export const notWorkbook = (why: string) =>
  new FileRefused(
    'xlsx_format',
    `This is not a workbook that can be read: ${why}. Save it as .xlsx, without password and macros.`,
  )

export const tooLarge = () =>
  new FileRefused(
    'xlsx_too_large',
    'The workbook is too large, or is packed too tightly to be one. Send it in parts, or as CSV.',
  )
