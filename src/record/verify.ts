/**
 * The verifier: walks seals, messages and journals in the order of the lines, computes every hash
 * again, and says what does not fit, where. It needs nothing but the record. Archives come between
 * the seals and the rest, so that the journal of an entry that goes on in the store has been met.
 * @module
 */
import { digest, eventText, headLine, sealText } from '../store/chain.ts'
import type { Digest } from '../store/chain.ts'
import type {
  ArchivedLine,
  EntryLine,
  EventLine,
  MessageLine,
  RecordLine,
  SealLine,
} from './line.ts'
import { openShelf } from './shelf.ts'
import type { Held, Shelf } from './shelf.ts'

/** `entryId` and `seq` of an event, `n` of a seal, `messageId` of a message, `line` of a file. */
export type Damage = {
  readonly what: string
  readonly entryId?: string
  readonly entryNumber?: string
  readonly seq?: number
  readonly n?: number
  readonly messageId?: string
  readonly line?: number
}

export type Verified = {
  readonly entries: number
  readonly events: number
  readonly messages: number
  readonly seals: number
  /** The hash to compare with one that was kept elsewhere; it stands for all before it. */
  readonly newestSeal: { readonly n: number; readonly at: string; readonly hash: string } | null
  /** Events older than the chain: nothing vouches for them but the events that follow. */
  readonly unchained: number
  /** Messages whose bytes were no UTF-8, so that the text kept cannot be hashed again. */
  readonly inexact: number
  /** Entries whose first events are in archives that were not handed in. */
  readonly archived: number
  readonly damages: number
  /** The first of them. */
  readonly damage: readonly Damage[]
}

/** So many are described; all are counted. */
const described = 100

type Options = { readonly expected?: readonly string[]; readonly hashOf?: Digest }

/** `expected`: hashes of seals that were kept elsewhere. */
export async function verify(
  lines: AsyncIterable<RecordLine>,
  options: Options = {},
): Promise<Verified> {
  const shelf = openShelf()
  try {
    return await walk(lines, shelf, options)
  } finally {
    shelf.close()
  }
}

async function walk(
  lines: AsyncIterable<RecordLine>,
  shelf: Shelf,
  { expected = [], hashOf = digest }: Options,
): Promise<Verified> {
  const damage: Damage[] = []
  let damages = 0
  const found = (what: string, where: Omit<Damage, 'what'>) => {
    damages++
    if (damage.length < described) damage.push({ what, ...where })
  }
  const seals = sealWalk(found, hashOf, shelf)
  const messages = messageWalk(found, hashOf, shelf)
  const journals = journalWalk(found, hashOf, shelf)
  for await (const line of lines) {
    if (line.kind === 'seal') seals.take(line)
    if (line.kind === 'message') messages.take(line)
    if (line.kind === 'archive') journals.inside(true)
    if (line.kind === 'end') journals.inside(false)
    if (line.kind === 'entry') journals.begin(line)
    if (line.kind === 'archived') journals.goOn(line)
    if (line.kind === 'event') journals.take(line)
  }
  journals.end()
  for (const hash of expected) {
    if (!seals.has(hash)) found(`no seal has the hash ${hash}, which was kept elsewhere`, {})
  }
  return {
    ...journals.counts(),
    ...messages.counts(),
    ...seals.counts(),
    damages,
    damage,
  }
}

type Found = (what: string, where: Omit<Damage, 'what'>) => void

function sealWalk(found: Found, hashOf: Digest, shelf: Shelf) {
  const known = new Set<string>()
  let newest: SealLine | undefined
  const take = (line: SealLine) => {
    const { n, at, previous, hash, heads } = line
    const wanted = (newest?.n ?? 0) + 1
    if (n !== wanted) found(`seal ${wanted} is missing: seal ${n} follows`, { n })
    if (previous !== (newest?.hash ?? null)) found('does not follow the seal before it', { n })
    const text = heads.map(headLine).join('')
    if (hashOf(sealText({ n, at, previous }, text)) !== hash) found('the seal was changed', { n })
    for (const [entryId, seq, head] of heads) shelf.hold(entryId, { seq, hash: head, n })
    known.add(hash)
    newest = line
  }
  return {
    take,
    has: (hash: string) => known.has(hash),
    counts: () => ({
      seals: known.size,
      newestSeal: newest ? { n: newest.n, at: newest.at, hash: newest.hash } : null,
    }),
  }
}

function messageWalk(found: Found, hashOf: Digest, shelf: Shelf) {
  let inexact = 0
  const take = ({ id, sha256, body }: MessageLine) => {
    shelf.putMessage(id, sha256)
    // Stands where bytes were no text; what they were is not to be told from it.
    if (body.includes('\ufffd')) inexact++
    else if (hashOf(body) !== sha256) found('the message was changed', { messageId: id })
  }
  return { take, counts: () => ({ messages: shelf.messages(), inexact }) }
}

function journalWalk(found: Found, hashOf: Digest, shelf: Shelf) {
  let entry: EntryLine | undefined
  let at: { readonly entryId: string; readonly entryNumber?: string } = { entryId: '' }
  let seq = 0
  let head: string | null = null
  let [entries, events, unchained, archived] = [0, 0, 0, 0]
  /** What seals hold of the entry and is still to be met; `wanted` is what there was of it. */
  let left: readonly Held[] = []
  let wanted = left
  let inArchive = false

  const end = () => {
    if (entry && (entry.seq !== seq || entry.head !== head) && (entry.seq > 0 || head !== null)) {
      const why =
        seq < entry.seq ? 'the end of the journal is missing' : 'does not end as its view says'
      found(why, { ...at, seq: Math.min(seq, entry.seq) + 1 })
    }
    if (inArchive) {
      // What came after it is in the store.
      if (at.entryId !== '') shelf.putEnd(at.entryId, { seq, head })
    } else {
      for (const { seq, n } of left) {
        found(`event ${seq} is missing, which seal ${n} holds`, { ...at, seq, n })
      }
      left = []
    }
    if (left.length < wanted.length) shelf.leave(at.entryId, left)
    entry = undefined
  }

  const start = (next: typeof at) => {
    end()
    at = next
    left = wanted = shelf.heldOf(at.entryId)
    seq = 0
    head = null
  }

  const goOn = ({ seq: last, head: said, name }: ArchivedLine) => {
    const part = shelf.endOf(at.entryId)
    if (!part) {
      archived++
      left = left.filter((each) => each.seq >= last)
    } else if (part.seq !== last || part.head !== said) {
      found(`the journal in ${name} does not end as the store says`, { ...at, seq: last })
    }
    seq = last
    head = said
    check({ ...at, seq }, { hash: head })
  }

  const take = (event: EventLine) => {
    if (event.entryId !== at.entryId) {
      start({ entryId: event.entryId })
      found('the journal has no entry', { ...at, seq: event.seq })
    }
    events++
    const where = { ...at, seq: event.seq }
    if (event.seq !== seq + 1)
      found(`event ${seq + 1} is missing: event ${event.seq} follows`, where)
    seq = event.seq
    const contradiction = contradictionIn(event, entry)
    if (contradiction) found(contradiction, where)
    const { hash, by } = event
    if (hash === null || by === null) {
      if (head === null) unchained++
      else found('the event is not chained, but the one before it is', where)
    } else if (hashOf(eventText(head, { ...event, by })) !== hash) {
      found('the event was changed, or does not follow the one before it', where)
    }
    if (event.source !== null && !standsOn(event, event.source)) {
      found('the raw message that it follows is missing', where)
    }
    head = hash
    check(where, event)
  }

  const standsOn = ({ messages: ids }: EventLine, source: string) =>
    ids.some((id) => shelf.messageHash(id) === source)

  const check = (
    where: typeof at & { readonly seq: number },
    { hash }: Pick<EventLine, 'hash'>,
  ) => {
    const met = left.filter((each) => each.seq === seq)
    for (const { n, hash: held } of met) {
      if (held !== hash) found(`the journal was written anew: seal ${n} has another hash`, { ...where, n }) // prettier-ignore
    }
    if (met.length > 0) left = left.filter((each) => each.seq !== seq)
  }

  return {
    begin: (line: EntryLine) => {
      start({ entryId: line.id, entryNumber: line.entryNumber })
      entry = line
      // An entry in an archive is one of the store as well.
      if (!inArchive) entries++
    },
    goOn,
    inside: (archive: boolean) => {
      end()
      at = { entryId: '' }
      left = wanted = []
      inArchive = archive
    },
    take,
    end: () => {
      end()
      for (const [entryId, { seq, n }] of shelf.left()) {
        found(`the entry is missing, which seal ${n} holds`, { entryId, seq, n })
      }
    },
    counts: () => ({ entries: Math.max(entries, shelf.ends()), events, unchained, archived }),
  }
}

/** The columns beside the event say what the event says; the hash covers both. */
function contradictionIn({ data, type, at }: EventLine, entry: EntryLine | undefined) {
  let said: { type?: unknown; at?: unknown; entryNumber?: unknown }
  try {
    said = JSON.parse(data) as typeof said
  } catch {
    return 'the event cannot be read'
  }
  if (said.type !== type || said.at !== at) return 'the event says something else than its columns'
  const numbered = type === 'filed' && entry !== undefined
  return numbered && said.entryNumber !== entry.entryNumber
    ? 'the entry has another number than was filed'
    : undefined
}
