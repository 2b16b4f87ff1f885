/**
 * What is watched, to somebody's eyes: a table in place, lines in a pipe, NDJSON for programs.
 * @module
 */
import type { Announcement, Client, Status } from '../client.ts'
import { seen, shownOf } from './board.ts'
import type { Board, Row } from './board.ts'
import { changeLine, draw } from './drawing.ts'
import { rest } from './interrupt.ts'
import { visible } from './print.ts'
import type { Terminal } from './print.ts'
import { redrawing } from './redraw.ts'
import type { Scope } from './scope.ts'

export type View = {
  readonly opened: () => void
  readonly lost: (why: string) => void
  readonly told: (announcement: Announcement) => void
  readonly isOpen: () => boolean
  /** Until it is aborted. */
  readonly refresh: (signal: AbortSignal) => Promise<void>
  readonly end: () => Promise<void>
}

type Watched = {
  readonly board: Board
  readonly scope: Scope
  readonly status?: readonly Status[]
  readonly json: boolean
}

export const viewOf = (client: Client, terminal: Terminal, watched: Watched): View =>
  !watched.json && terminal.live
    ? tableView(client, terminal, watched)
    : lineView(terminal, watched)

/** What is said of the connection goes beside the lines, not between them. */
function lineView(terminal: Terminal, { board, scope, json }: Watched): View {
  let open = false
  let ever = false
  const say = (text: string) => {
    if (!json) terminal.complain(text)
  }
  return {
    opened: () => {
      say(ever ? 'Connected again; nothing is missing.' : `${scope.title}: ${board.size} known. Following.`) // prettier-ignore
      open = true
      ever = true
    },
    lost: (why) => {
      say(`The connection was lost (${why}); trying again.`)
      open = false
    },
    told: (announcement) => {
      if (json) return terminal.print(visible(JSON.stringify(announcement)))
      const row = board.get(announcement.data.entry.id)
      if (row) terminal.print(changeLine(row, terminal))
    },
    isOpen: () => open,
    refresh: async () => undefined,
    end: async () => undefined,
  }
}

const drawMillis = 500
/** What is about the time of day is drawn anew also when nothing happens. */
const idleMillis = 5000
const headLines = 8
const mostAsked = 8

function tableView(client: Client, terminal: Terminal, { board, scope, status }: Watched): View {
  const screen = redrawing(terminal.out)
  let changed = true
  let ever = false
  let state = 'connecting'

  const asked = () =>
    new Map([...board].filter(([, row]) => !status || status.includes(row.status)))
  const rowsOf = (): Row[] => shownOf(asked(), Math.max((terminal.out.rows || 24) - headLines, 1))

  /** The stream says that an entry moved; what it needs now is worth asking only where it is seen. */
  const explain = async () => {
    const vague = rowsOf().filter(({ exact, status: now }) => !exact && asks.has(now))
    for (const { id } of vague.slice(0, mostAsked)) seen(board, await client.get(id))
    changed ||= vague.length > mostAsked
  }

  const drawNow = async () => {
    changed = false
    await explain().catch(() => undefined)
    const counts = await scope.counts(board).catch(() => undefined)
    if (counts) screen.draw(draw({ title: scope.title, state, counts, rows: rowsOf() }, terminal))
  }

  return {
    opened: () => {
      state = 'live; Ctrl-C ends'
      ever = true
      changed = true
    },
    lost: (why) => {
      state = `connection lost (${why}); trying again`
      changed = true
    },
    told: () => {
      changed = true
    },
    isOpen: () => state.startsWith('live'),
    refresh: async (signal) => {
      for (let idle = 0; !signal.aborted; idle += drawMillis) {
        await rest(drawMillis, signal)
        if (!ever || (!changed && idle < idleMillis)) continue
        idle = 0
        await drawNow()
      }
    },
    end: async () => {
      state = ''
      if (ever) await drawNow()
      screen.end()
    },
  }
}

/** The others say the same of every entry. */
const asks: ReadonlySet<Status> = new Set(['discrepancy', 'rejected', 'under_review'])
