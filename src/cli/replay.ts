/**
 * `gate321 replay`: a capsule of the mock played again in this process, exchange by exchange.
 * `gate321 capsule` fetches one.
 * @module
 */
import type { Replayed } from '../../mock-cbp/index.ts'
import { firstDifference } from './difference.ts'
import { exit, Unreachable, Usage } from './exit.ts'
import { counted, fit, printJson, simulated, visible } from './print.ts'
import type { Terminal } from './print.ts'
import { readText } from './read.ts'

export type ReplayOptions = { readonly file: string; readonly json: boolean }

export async function replay(terminal: Terminal, { file, json }: ReplayOptions): Promise<number> {
  const text = await readText(file)
  const mock = await import('../../mock-cbp/index.ts')
  const capsule = read(file, text, mock)
  const played: Replayed[] = []
  for await (const exchange of mock.replay(capsule, mock.createMockCbp)) {
    played.push(exchange)
    if (!json) terminal.print(lineOf(exchange, terminal))
  }
  const different = played.filter(({ same }) => !same)
  if (json) {
    const exchanges = played.map(({ recorded, replayed, ...exchange }) =>
      exchange.same ? exchange : { ...exchange, recorded, replayed },
    )
    const { madeBy } = capsule
    printJson(terminal, { file, madeBy, same: different.length === 0, exchanges })
  } else {
    conclude(terminal, capsule.madeBy, played.length, different)
  }
  return different.length === 0 ? exit.fine : exit.refused
}

type Mock = Pick<typeof import('../../mock-cbp/index.ts'), 'CapsuleRefused' | 'readCapsule'>

function read(file: string, text: string, { CapsuleRefused, readCapsule }: Mock) {
  try {
    return readCapsule(text)
  } catch (error) {
    if (!(error instanceof CapsuleRefused)) throw error
    const mistakes = error.message.replace(/^/gm, '  ')
    throw new Usage(`${file} is not a capsule that can be replayed:\n${mistakes}`)
  }
}

function lineOf(exchange: Replayed, { width, paint }: Terminal): string {
  const { position, method, path, messageId = '', status, same } = exchange
  const room = Math.max(width - 47, 20)
  const code = status === 0 ? '-' : String(status)
  return [
    String(position).padStart(5),
    fit(method, 6),
    fit(path, room),
    fit(messageId, 21),
    code.padStart(3),
    same ? paint('green', 'same') : paint('red', 'DIFFERENT'),
  ].join(' ')
}

function conclude(
  { print, paint }: Terminal,
  madeBy: string,
  count: number,
  different: readonly Replayed[],
): void {
  const [first] = different
  print()
  if (!first) {
    print(`${counted(count, 'exchange')}, every reply the same (made by ${visible(madeBy)}).`)
    return print(simulated)
  }
  print(`Exchange ${first.position} was the first to be answered differently:`)
  for (const line of firstDifference(first.recorded, first.replayed)) {
    const shown = visible(line)
    print(shown.startsWith('-') ? paint('red', shown) : shown.startsWith('+') ? paint('green', shown) : shown) // prettier-ignore
  }
  print()
  print(`${counted(different.length, 'reply', 'replies')} of ${count} different: "-" as recorded by ${visible(madeBy)}, "+" as replayed.`) // prettier-ignore
  print(simulated)
}

export type CapsuleOptions = { readonly mock: string; readonly world?: string }

/** The capsule as it is, for a pipe or a file. */
export async function capsule(
  { print, complain }: Terminal,
  { mock, world }: CapsuleOptions,
): Promise<number> {
  const url = URL.parse('/_mock/capsule', mock)
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Usage(`"${mock}" is not an address such as http://127.0.0.1:3322.`)
  }
  const headers: Record<string, string> = world === undefined ? {} : { 'X-Mock-World': world }
  const { ok, text } = await fetchText(url, headers, mock)
  if (!ok) {
    complain(refusalIn(text, mock))
    return exit.refused
  }
  for (const line of text.trimEnd().split('\n')) print(visible(line))
  return exit.fine
}

async function fetchText(url: URL, headers: Record<string, string>, mock: string) {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) })
    return { ok: response.ok, text: await response.text() }
  } catch (cause) {
    const hint = 'Is it running? Start one with "gate321 mock".'
    throw new Unreachable(`No mock answers at ${mock}. ${hint}`, { cause })
  }
}

function refusalIn(text: string, mock: string): string {
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string }
    if (title !== undefined) return `The mock refuses: ${title}: ${detail}`
  } catch {
    // Somebody else's page.
  }
  return `No mock of gate321 is at ${mock}.`
}
