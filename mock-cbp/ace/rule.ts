/**
 * CBP's ruling on each entry of a transmission, on whichever wire it came, and all that follows.
 * @module
 */
import { after } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import type { Filing } from '../../src/message/filing.ts'
import type { Result } from '../../src/message/reply.ts'
import { readHeld, writeHeld, writeRefused } from '../book/book.ts'
import type { Change } from '../book/book.ts'
import { dayKeyOf, Days } from '../book/day.ts'
import { lowestBill } from '../book/declared.ts'
import { numberOf, rule } from '../book/ruling.ts'
import { hourMillisOf } from '../book/timing.ts'
import { outcomeId } from '../coverage/id.ts'
import type { Asking } from '../http/request.ts'
import { matchedBy, matchRule } from '../scenario/match.ts'
import type { Matched, Subject } from '../scenario/match.ts'
import type { Rule } from '../scenario/rule.ts'
import { rowsInto } from '../world/rows.ts'
import { nearMisses } from './near.ts'
import { surroundings } from './surroundings.ts'

const filingsInto = rowsInto('mock_filing', [
  ...['world', 'entry_number', 'message_id', 'place', 'action', 'disposition'],
])

/** A filing, with the filer's word for the block it came in. */
export type Filed = { readonly filing: Filing; readonly blockReference: string | undefined }

export type Ruled = { readonly results: readonly Result[]; readonly repliedAt: Instant }

/**
 * Entry by entry in order: a later filing of one transmission sees what an earlier one did. `asked`
 * stands for the rules of the world.
 */
export async function ruleAll(
  asking: Asking,
  { filer, messageId }: { readonly filer: string; readonly messageId: string },
  filed: readonly Filed[],
  asked: Rule | undefined,
): Promise<Ruled> {
  const { world, noted } = asking
  const { now, settings, effects } = world
  const entries = filed.map(({ filing }) => filing)
  const numbers = entries.map((filing) => numberOf(filing, filer))
  const book = await readHeld(world, [...new Set(numbers.filter((number) => number !== undefined))])
  const around = await surroundings(world, entries, book.values())
  const keys = entries.map(dayKeyOf)
  const days = await Days.of(
    world,
    keys.filter((key) => key !== undefined),
  )
  const subjects = entries.map((filing, index) =>
    around.subjectOf(
      filing,
      () => filing.actionCode === 'A' && days.isOver(keys[index], filing.entryValueUsd),
    ),
  )
  const matching = (subject: Subject): Matched | undefined =>
    asked ? matchedBy(asked, subject) : matchRule(world.rules, subject)
  // The reply waits for the slowest entry, by what each meets before any of them counts.
  const first = subjects.map(matching)
  const delays = first.map((matched) => matched?.course.delay ?? 0)
  const repliedAt = after(now, Math.max(0, ...delays) * hourMillisOf(settings.pace))

  const results: Result[] = []
  const changes: Change[] = []
  const refused = new Map<EntryNumber, Parameters<typeof writeRefused>[1][number]>()
  const filings: (string | number)[][] = []
  const matches: (Matched | undefined)[] = []
  for (const [index, { filing, blockReference }] of filed.entries()) {
    const entryNumber = numbers[index]
    const before = entryNumber && book.get(entryNumber)
    const subject = subjects[index]
    // What an entry before added to the person's day may make another rule the first.
    const met = days.grown && subject ? matching(subject) : first[index]
    // A cancellation names no bill, so no rule answers it.
    const matched = filing.actionCode === 'D' ? undefined : met
    matches.push(matched)
    const known = { ...around.journeyOf(filing, before), blockReference }
    const circumstances = { filer, now, repliedAt, settings, matched, ...known }
    const { result, held } = rule(filing, before, circumstances)
    results.push(result)
    if (!entryNumber) continue
    const action = filing.actionCode
    // Without dedupe a message id is worked again, and that is a filing of its own.
    const place = world.position * 1000 + index
    filings.push([world.name, entryNumber, messageId, place, action, result.sxDisposition])
    if (held) {
      book.set(entryNumber, held)
      changes.push({ held, messageId, action })
      const key = keys[index]
      if (action === 'A' && key) days.add(key, entryNumber, filing.entryValueUsd)
      if (before) await days.move(before, held)
    } else if (!before) {
      refused.set(entryNumber, { entryNumber, filer, bill: lowestBill(filing) })
    }
  }
  noted.why = nearMisses(world.rules, subjects, matches)
  for (const matched of matches) {
    if (matched?.rule.builtIn) asking.met.push(outcomeId.scenario(matched.rule.id))
  }
  const fault = matches.find((matched) => matched?.course.fault)?.course.fault
  if (fault !== undefined) asking.scenarioFault = fault
  effects.push(
    ...writeRefused(world.name, [...refused.values()]),
    ...writeHeld(world.name, changes),
    ...days.statements(),
    ...filingsInto(filings),
  )
  return { results, repliedAt }
}
