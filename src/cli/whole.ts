/**
 * `gate321 file` of a whole file: sent, followed, summed up, and its refused rows kept to be mended.
 * @module
 */
import type { Batch } from '../client.ts'
import {
  atEnd,
  follow,
  headline,
  needYou,
  printCounts,
  stillOpen,
  watchOf,
  whyWaiting,
} from './batch.ts'
import type { Connected } from './connect.ts'
import { keepErrors, keepErrorsBeside, namesFor } from './errors.ts'
import { exit } from './exit.ts'
import { rest } from './interrupt.ts'
import { counted, visible, wrap } from './print.ts'
import type { Terminal } from './print.ts'
import { progress } from './progress.ts'
import { upload } from './upload.ts'
import type { BatchSource } from './upload.ts'

export type FileOptions = {
  /** Until every entry is at its end or needs somebody. */
  readonly follow?: true
  /** `false`: the receipt is enough. */
  readonly wait: boolean
  readonly errors?: string
}

export type WholeFile = {
  readonly source: string
  readonly batch: Batch
  readonly filedBefore: boolean
  /** Where the refused rows are. */
  readonly errorsFile: string | null
}

type Work = {
  readonly client: Connected
  readonly terminal: Terminal
  readonly options: FileOptions
  readonly json: boolean
  readonly signal: AbortSignal
}

export async function fileWhole(work: Work, source: BatchSource): Promise<WholeFile> {
  const { client, terminal, options, json, signal } = work
  const received = await send(work, source)
  const batch = options.wait ? await wait(work, source, received.batch) : received.batch
  const refused = batch.state === 'done' && batch.counts.refused > 0
  const errorsFile = refused ? await keep(work, source, batch) : null
  const whole = { source: source.name, batch, filedBefore: received.before, errorsFile }
  if (!json) sumUp(terminal, whole, signal.aborted)
  return whole
}

const keep = ({ client, terminal, options }: Work, source: BatchSource, { id }: Batch) =>
  options.errors === undefined
    ? keepErrorsBeside(
        client,
        terminal,
        id,
        namesFor(source.piped ? 'stdin' : source.path, source.kind),
      )
    : keepErrors(client, terminal, id, options.errors)

async function send({ client, terminal, json, signal }: Work, source: BatchSource) {
  const name = visible(source.name)
  const bar = await progress(terminal, `Sending ${name}`, json)
  try {
    return await upload(client, source, {
      sent: (bytes) => bar.to(bytes, source.bytes, `${size(bytes)} of ${size(source.bytes)}`), // prettier-ignore
      again: (why, millis) => {
        if (!json) terminal.complain(`${why} Sending ${name} again in ${millis / 1000} s; nothing is filed twice.`) // prettier-ignore
      },
      rest: (millis) => rest(millis, signal),
    })
  } finally {
    bar.end()
  }
}

const size = (bytes: number) =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`

/** First until each row has its outcome; with --follow until CBP owes nothing. */
async function wait(work: Work, source: BatchSource, { id }: Batch): Promise<Batch> {
  const { client, terminal, options, json, signal } = work
  const pause = { rest: (millis: number) => rest(millis, signal), signal }
  const filing = await progress(terminal, `Filing ${visible(source.name)}`, json)
  const filed = await follow(client, id, {
    ...pause,
    until: ({ state }) => state === 'done',
    told: ({ counts: { accepted, refused, received }, waits }) => {
      const note = waits === null ? `${accepted} filed, ${refused} refused` : `rests: ${whyWaiting(waits)}` // prettier-ignore
      filing.to(accepted + refused, received, note)
    },
  }).finally(filing.end)
  if (!options.follow || signal.aborted) return filed
  const following = await progress(terminal, `Following ${visible(source.name)}`, json)
  return follow(client, id, {
    ...pause,
    until: (batch) => stillOpen(batch) === 0,
    told: (batch) => {
      const note = `${batch.counts.released} released, ${needYou(batch)} need you`
      following.to(atEnd(batch) + needYou(batch), batch.counts.accepted, note)
    },
  }).finally(following.end)
}

function sumUp(terminal: Terminal, whole: WholeFile, interrupted: boolean): void {
  const { print, width } = terminal
  const { source, batch, filedBefore, errorsFile } = whole
  const say = (text: string) => {
    for (const line of wrap('', text, width, '  ')) print(line)
  }
  /** A command stands on a line of its own, to be copied. */
  const offer = (why: string, command: string) => {
    say(why)
    print(`  gate321 ${command}`)
  }
  const before = filedBefore ? ' This file was received before; nothing was filed twice.' : ''
  say(`${visible(source)}: ${headline(batch)}. Batch ${batch.id}.${before}`)
  printCounts(terminal, batch)
  if (interrupted || batch.state !== 'done') {
    offer('It goes on without this command:', `batches ${batch.id}`)
  }
  if (errorsFile !== null && errorsFile !== '-') {
    const count = counted(batch.counts.refused, 'refused shipment')
    offer(
      `${visible(errorsFile)} has the rows of ${count}, the reasons in the last columns. Mend them there and send them:`,
      `file ${quoted(errorsFile)}`,
    )
  }
  if (needYou(batch) > 0) {
    offer(`${counted(needYou(batch), 'entry needs', 'entries need')} you:`, watchOf(batch))
  }
}

const quoted = (path: string) => {
  const text = visible(path)
  return /[^\w./\\:-]/.test(text) ? `"${text}"` : text
}

export function codeOf(
  { batch }: WholeFile,
  { follow: followed, wait: waited }: FileOptions,
  interrupted: boolean,
): number {
  if (batch.counts.refused > 0) return exit.refused
  if (interrupted && waited) return exit.interrupted
  return followed && needYou(batch) > 0 ? exit.waiting : exit.fine
}
