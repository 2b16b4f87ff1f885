/**
 * `gate321 watch`: entries as they change.
 * @module
 */
import type { Announcement, Status } from '../client.ts'
import { told } from './board.ts'
import type { Board } from './board.ts'
import type { Connected } from './connect.ts'
import { exit, Usage } from './exit.ts'
import { heard } from './heard.ts'
import { interruption, rest } from './interrupt.ts'
import type { Terminal } from './print.ts'
import { everything, ofBatch, underMaster } from './scope.ts'
import type { Scope, Settled } from './scope.ts'
import { viewOf } from './view.ts'
import type { View } from './view.ts'

export type WatchOptions = {
  readonly status?: readonly Status[]
  readonly master?: string
  readonly batch?: string
  readonly after?: number
  readonly untilDone?: true
}

export async function watch(
  client: Connected,
  terminal: Terminal,
  options: WatchOptions,
  json: boolean,
): Promise<number> {
  const scope = scopeOf(client, options)
  const board: Board = new Map()
  const view = viewOf(client, terminal, { board, scope, json, ...options })
  const ending = interruption()
  const state: Watched = { client, scope, board, view, ending, options, settled: undefined }
  try {
    await Promise.all(
      [listen(state), view.refresh(ending.signal), check(state)].map(together(ending)),
    )
  } finally {
    await view.end()
  }
  if (state.settled) return state.settled.needsYou ? exit.waiting : exit.fine
  return options.untilDone ? exit.interrupted : exit.fine
}

type Watched = {
  readonly client: Connected
  readonly scope: Scope
  readonly board: Board
  readonly view: View
  readonly ending: AbortController
  readonly options: WatchOptions
  settled: Settled | undefined
}

function scopeOf(client: Connected, { master, batch }: WatchOptions): Scope {
  if (master !== undefined && batch !== undefined)
    throw new Usage('Name a master bill or a batch, not both.')
  if (batch !== undefined) return ofBatch(client, batch)
  if (master !== undefined) return underMaster(client, master)
  return everything(client)
}

/** One that fails takes the others with it. */
const together = (ending: AbortController) => (work: Promise<void>) =>
  work.catch((error: unknown) => {
    ending.abort()
    throw error
  })

async function listen({ client, scope, board, view, ending, options }: Watched): Promise<void> {
  const { signal } = ending
  let fresh = true
  for await (const item of heard(client, { after: options.after, signal, rest })) {
    if (item.kind === 'opened') {
      if (fresh) await scope.load(board)
      fresh = false
      view.opened()
    } else if (item.kind === 'missed') fresh = true
    else if (item.kind === 'lost') view.lost(item.why)
    else if (await scope.holds(item.announcement)) tell(item.announcement, board, view, options)
  }
}

function tell(announcement: Announcement, board: Board, view: View, { status }: WatchOptions) {
  const before = board.get(announcement.data.entry.id)
  // The listing that was read meanwhile may know more already.
  if (!before || before.at <= announcement.timestamp) told(board, announcement)
  if (!status || status.includes(announcement.data.entry.status as Status)) view.told(announcement)
}

const checkMillis = 1000

/** Asks whether anything is owed; only --until-done wants to know. */
async function check(watched: Watched): Promise<void> {
  const { scope, board, view, ending, options } = watched
  const { signal } = ending
  while (!signal.aborted) {
    await rest(checkMillis, signal)
    if (signal.aborted || !options.untilDone || !view.isOpen()) continue
    const settled = await scope.settled(board).catch(() => undefined)
    if (!settled || settled.open) continue
    watched.settled = settled
    ending.abort()
  }
}
