/**
 * `gate321 answer` and `gate321 cancel`: what is asked of one entry.
 * @module
 */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import type { Answer, Cancellation, PresentedEntry } from '../client.ts'
import { replacements } from '../domain/replacement.ts'
import { cancellationReasons } from '../message/catair/codes.ts'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import type { Connected } from './connect.ts'
import { unlessDeclined } from './declined.ts'
import { exit, Usage } from './exit.ts'
import { find } from './find.ts'
import { mediaTypeOf } from './media.ts'
import { twoDigits } from './option.ts'
import { paintStatus, printJson, visible, wrap } from './print.ts'
import type { Terminal } from './print.ts'
import { readBytes } from './read.ts'

type Attached = { readonly type: string; readonly path: string }

type Said = { readonly text?: string; readonly document?: readonly Attached[] }

/** Of a weekly zone entry only: gate321 files none (CATAIR SE13 60-61). */
const notOurs = '12'
const reasons = Object.entries(cancellationReasons)
  .filter(([code]) => code !== notOurs)
  .sort(([a], [b]) => (a < b ? -1 : 1))

export function actCommands({ program, terminal, run }: Given): void {
  const answering = program
    .command('answer')
    .description('answer what CBP asks of an entry, with text, documents or both')
    .argument('<entry>', 'entry number, id or your reference')
    .option('--text <text>', 'what to say')
    .option(
      '--document <type=path>',
      'a file and its type, as CBP01=invoice.pdf; again for more',
      attached,
      [],
    ) // prettier-ignore
    .action((wanted: string, said: Said) =>
      run((client, json) => answer(client, terminal, wanted, said, json)),
    )
  showing(answering, {
    more: ['PDF, JPEG, PNG, TIFF or plain text, at most 10 MiB each. The type is CBP01 without one.'],
    examples: [
      'gate321 answer ZZ9-0000001-1 --document CBP01=invoice.pdf',
      'gate321 answer SHP-000123 --text "The value is of both pieces together."',
    ],
    json: 'one value, the entry as it is now.',
  }) // prettier-ignore

  const cancelling = program
    .command('cancel')
    .description('take an entry back')
    .argument('<entry>', 'entry number, id or your reference')
    .addOption(
      new Option('--reason <code>', 'why, see below')
        .argParser(reasonOf)
        .makeOptionMandatory(),
    )
    .option('--replacement <number>', 'what stands in its place, where the reason says so')
    .action((wanted: string, asked: { reason: string; replacement?: string }) =>
      run((client, json) => cancel(client, terminal, wanted, asked, json)),
    ) // prettier-ignore
  showing(cancelling, {
    more: ['Reasons:', ...reasons.map(([code, meaning]) => `  ${code}  ${meaning}${asks(code)}`)],
    examples: [
      'gate321 cancel ZZ9-0000001-1 --reason 01',
      'gate321 cancel SHP-000123 --reason 03 --replacement ZZ9-0000002-9',
    ],
    json: 'one value, the entry as it is now.',
  })
}

const replaced = {
  EN: 'another entry number',
  IB: 'the in-bond number',
  FTZ: 'the zone admission',
} as const

function asks(code: string): string {
  const row = replacements.find(({ reason }) => reason === code)
  return row ? `; --replacement is ${replaced[row.qualifier]}` : ''
}

function reasonOf(text: string): string {
  const code = twoDigits(text)
  if (reasons.some(([known]) => known === code)) return code
  throw new InvalidArgumentError(`It is one of ${reasons.map(([known]) => known).join(', ')}.`)
}

const typeForm = /^([A-Za-z0-9]{1,20})=(.+)$/s

function attached(text: string, before: readonly Attached[]): Attached[] {
  const [, type = 'CBP01', path = text] = typeForm.exec(text) ?? []
  return [...before, { type: type.toUpperCase(), path }]
}

async function answer(
  client: Connected,
  terminal: Terminal,
  wanted: string,
  { text, document = [] }: Said,
  json: boolean,
): Promise<number> {
  if (text === undefined && document.length === 0) {
    throw new Usage('Say --text, or --document TYPE=PATH, or both.')
  }
  const documents = await Promise.all(document.map(read))
  const content: Answer = {
    ...(text === undefined ? {} : { text }),
    ...(documents.length === 0 ? {} : { documents }),
  }
  const entry = await find(client, wanted)
  const answered = await unlessDeclined(client, entry.id, terminal.width, () =>
    client.answer(entry.id, content, { idempotencyKey: keyOf('answer', entry, content) }),
  )
  const what = documents.map(({ name }) => name).join(', ') || 'the text'
  return tell(terminal, answered, `The answer with ${what} is on its way.`, json)
}

async function read({ type, path }: Attached) {
  if (path === '-') throw new Usage('A document has a name; stdin has none.')
  const name = basename(path)
  const mediaType = mediaTypeOf(name)
  const bytes = await readBytes(path)
  return { type, name, mediaType, content: Buffer.from(bytes).toString('base64') }
} // prettier-ignore

async function cancel(
  client: Connected,
  terminal: Terminal,
  wanted: string,
  { reason, replacement }: { readonly reason: string; readonly replacement?: string },
  json: boolean,
): Promise<number> {
  const row = replacements.find((one) => one.reason === reason)
  if (replacement !== undefined && !row) {
    const these = replacements.map((one) => one.reason).join(', ')
    throw new Usage(`Reason ${reason} has no --replacement; ${these} have.`)
  }
  const named = row && replacement !== undefined ? { [row.field]: replacement } : {}
  const cancellation: Cancellation = { reason, ...named }
  const entry = await find(client, wanted)
  const cancelled = await unlessDeclined(client, entry.id, terminal.width, () =>
    client.cancel(entry.id, cancellation, {
      idempotencyKey: keyOf('cancel', entry, cancellation),
    }),
  )
  const done = cancelled.status === 'cancelled'
  const word = done ? 'It is cancelled.' : 'The cancellation is on its way; CBP has to accept it.'
  return tell(terminal, cancelled, word, json)
}

/** Once to what CBP said last: the same command run again asks nothing twice. */
const keyOf = (what: string, { id, disposition }: PresentedEntry, content: unknown) => {
  const words = JSON.stringify([what, id, disposition?.code, disposition?.at, content])
  return `gate321-${createHash('sha256').update(words).digest('hex')}`
}

function tell(terminal: Terminal, entry: PresentedEntry, what: string, json: boolean): number {
  if (json) {
    printJson(terminal, entry)
    return exit.fine
  }
  const { print, paint, width } = terminal
  const { entryNumber, reference, status, next } = entry
  print(`${paint('bold', entryNumber)}  ${visible(reference)}  ${paintStatus(terminal, status)}`)
  print(what)
  for (const line of wrap('Next: ', `${next.action} (${next.owner})`, width, '      ')) print(line)
  return exit.fine
}
