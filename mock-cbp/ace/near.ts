/**
 * Which rule each entry met, and which of the rules that somebody wrote it just missed.
 * @module
 */
import { missesOf } from '../scenario/match.ts'
import type { Matched, Miss, Subject } from '../scenario/match.ts'
import type { Rule } from '../scenario/rule.ts'

export type Met = {
  readonly bill: string
  readonly scenario: string | null
  /** Of rules by file and call; of the built-in ones where the bill looks like one of them. */
  readonly misses: readonly Miss[]
}

/** Of a transmission the first ones only: the journal is for people. */
const mostEntries = 20
const mostMisses = 20

export function nearMisses(
  rules: readonly Rule[],
  subjects: readonly Subject[],
  matches: readonly (Matched | undefined)[],
): Met[] {
  return subjects.slice(0, mostEntries).flatMap((subject, index) => {
    // Only what is new on file has a course to choose.
    if (subject.filing.actionCode !== 'A') return []
    const matched = matches[index]?.rule
    const strayed = subject.bill.startsWith('SIM') && (matched?.id ?? 'USUAL') === 'USUAL'
    const told = rules.filter(({ builtIn, id }) => !builtIn || (strayed && id.startsWith('SIM')))
    return {
      bill: subject.bill,
      scenario: matched?.id ?? null,
      misses: missesOf(told, subject, matched).slice(0, mostMisses),
    }
  })
}
