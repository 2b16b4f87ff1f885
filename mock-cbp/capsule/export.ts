/**
 * The capsule of a world, or why there is none.
 * @module
 */
import { sql } from '../../src/store/db.ts'
import { bodiesIn, readJournal, readParts } from '../world/journal.ts'
import type { Bodies, Line } from '../world/journal.ts'
import type { World } from '../world/world.ts'
import { format, note, printCapsule } from './form.ts'
import { pseudonyms } from './pseudonym.ts'
import { redact } from './redact.ts'
import type { Kept } from './redact.ts'
import { redactRule } from './rule.ts'
import { version } from './version.ts'

/** A page of the journal with its bodies is held at a time; D1 counts the reads of a request. */
const page = 100
/** Characters of all bodies together; an isolate has 128 MB. */
const mostCharacters = 32_000_000

export type Exported =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

export async function exportCapsule(world: World): Promise<Exported> {
  const last = world.position - 1
  const characters = await charactersOf(world)
  if (characters > mostCharacters) {
    return incomplete(`the journal holds ${characters} characters, and a capsule at most ${mostCharacters}`) // prettier-ignore
  }
  const kept: Kept[] = []
  for (let from = 0; from < last; from += page) {
    const upTo = Math.min(from + page, last)
    const lines = await readJournal(world, upTo - from, upTo + 1)
    if (lines[0]?.position !== from + 1) {
      return incomplete(`the journal begins at ${await firstOf(world)}, what came before was let go`) // prettier-ignore
    }
    const bodies = await bodiesOf(world, from, upTo)
    kept.push(...lines.map((line) => ({ ...line, bodies: bodies(line) })))
  }
  return { ok: true, text: capsuleOf(world, kept) }
}

const incomplete = (why: string): Exported => ({
  ok: false,
  why: `${why}; reset the world, or take one that is new, and do it again in fewer requests`,
})

function capsuleOf(world: World, kept: readonly Kept[]): string {
  const { usual, kept: told, rules } = world
  const named = pseudonyms()
  const exchanges = redact(kept, named)
  const own = rules.slice(told.rules.length).filter(({ builtIn }) => !builtIn)
  return printCapsule({
    ...{ format, note, madeBy: `gate321 ${version}`, settings: usual },
    ...{ worldSettings: told.settings, worldFaults: [...told.faults] },
    rules: own.map((rule) => redactRule(rule, named)).map((rule) => ({ ...rule, steps: [...rule.steps] })), // prettier-ignore
    exchanges,
  })
}

async function charactersOf({ db, name }: World): Promise<number> {
  const [row] = await db.read<{ characters: number | null }>(
    sql`select cast(sum(length(request) + length(reply)) as integer) as characters from (
        select request, reply from mock_journal where world = ${name}
        union all select request, reply from mock_body where world = ${name}
      ) as parts`,
  )
  return row?.characters ?? 0
}

async function firstOf({ db, name }: World): Promise<number> {
  const [row] = await db.read<{ first: number | null }>(
    sql`select min(position) as first from mock_journal where world = ${name}`,
  )
  return row?.first ?? 0
}

/** Of the lines after `after`, up to and with `upTo`. */
async function bodiesOf(world: World, after: number, upTo: number) {
  const parts = await readParts(world, after, upTo)
  const byLine = Map.groupBy(parts, ({ position }) => position)
  return ({ position }: Line): Bodies => bodiesIn(byLine.get(position) ?? [])
}
