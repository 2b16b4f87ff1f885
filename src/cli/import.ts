/**
 * `gate321 export --everything` and `gate321 import`: a gateway moves, from any store to any other.
 * @module
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Entered } from '../move/enter.ts'
import type { Whereabouts } from '../move/carry.ts'
import type { Place } from '../move/open.ts'
import type { Connection } from './connect.ts'
import { exit, Usage } from './exit.ts'
import { counted, printJson, visible } from './print.ts'
import type { Terminal } from './print.ts'
import { unlessRefused } from './record.ts'
import type { Time } from './time.ts'

export type HouseOptions = {
  readonly data?: string
  readonly database?: string
  /** Through the gateway that runs at --url. */
  readonly through?: true
}

type Stored = Pick<HouseOptions, 'data' | 'database'>

/** A folder that is named is SQLite; otherwise as "serve" would find it. */
export function placeOf({ data, database }: Stored): Place {
  const set = data === undefined ? process.env['GATE321_DATABASE_URL'] || undefined : undefined
  const databaseUrl = database ?? set
  const documents = process.env['GATE321_DOCUMENTS'] || undefined
  return { data: data ?? (process.env['GATE321_DATA'] || './data'), databaseUrl, documents }
}

function whereabouts({ through, ...stored }: HouseOptions, connection: Connection): Whereabouts {
  if (!through) return { place: placeOf(stored) }
  if (stored.data !== undefined || stored.database !== undefined) {
    throw new Usage('Name --through (the gateway at --url), or --data and --database, not both.')
  }
  return { gateway: { ...connection, fetch, pause } }
}

export const exportHouse = (
  terminal: Terminal,
  clock: Time,
  file: string,
  options: HouseOptions & { readonly connection: Connection },
  json: boolean,
): Promise<number> =>
  unlessRefused(terminal, async () => {
    const { leaveTo } = await import('../move/carry.ts')
    const from = whereabouts(options, options.connection)
    const id = randomBytes(12).toString('hex')
    const left = await leaveTo({ from, to: file, id, clock })
    if (json) {
      printJson(terminal, { file, id, ...left })
      return exit.fine
    }
    const { bytes, rows, documents, missing } = left
    terminal.print(
      `${visible(file)}: ${bytes} bytes, ${counted(rows, 'row')}, ${counted(documents, 'document')}.`,
    )
    if (missing > 0) terminal.complain(`${counted(missing, 'document')} that answers name could not be found.`) // prettier-ignore
    terminal.print('It holds personal data and secrets of webhooks, and opens for you alone: encrypt it before it leaves this machine.') // prettier-ignore
    if ('gateway' in from) {
      terminal.print('This gateway files and sends nothing from now on; "gate321 reconcile" opens it again, should you stay.') // prettier-ignore
    } else {
      terminal.print('What this gateway does from now on is not in it: stop it before the other one is opened.') // prettier-ignore
    }
    return exit.fine
  })

export const importHouse = (
  terminal: Terminal,
  clock: Time,
  file: string,
  options: HouseOptions & { readonly connection: Connection },
  json: boolean,
): Promise<number> =>
  unlessRefused(terminal, async () => {
    const { enterFrom } = await import('../move/carry.ts')
    const to = whereabouts(options, options.connection)
    const entered = await enterFrom({ from: file, to, clock })
    if (json) printJson(terminal, entered)
    else show(terminal, entered)
    return exit.fine
  })

function show({ print, complain }: Terminal, entered: Entered): void {
  const { rows, documents, missing, entries, events, messages, seals, newestSeal } = entered
  print(
    `Carried in and compared: ${counted(rows, 'row')}, ${counted(documents, 'document')}; every table is what the file says.`,
  )
  const all = [
    counted(entries, 'entry', 'entries'), counted(events, 'event'), counted(messages, 'message'),
    counted(seals, 'seal'),
  ] // prettier-ignore
  print(`The chain verifies: ${all.join(', ')}.`)
  if (newestSeal) print(`Newest seal: ${newestSeal.n}, ${newestSeal.at}, ${newestSeal.hash}`)
  if (missing > 0)
    complain(`${counted(missing, 'document')} were missing in the old house already.`)
  print('It files nothing until CBP was asked what happened since: start it, stop the old one, then run "gate321 reconcile".') // prettier-ignore
}
