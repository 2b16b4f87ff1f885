/**
 * What the agencies want of a line, and what the line answers them.
 * @module
 */
import type { Day } from '../day.ts'
import type { CheckedLine, Spotted } from './finding.ts'
import { agencies, disclaims, disclaimsOn, flags } from './flags.ts'
import type { Disclaim, Flag, Level } from './flags.ts'
import { remembered } from '../remembered.ts'
import { isUnder } from './prefix.ts'

/** Every flag on a tariff number; without a day, those of any day. */
export function flagsOf(htsNumber: string, arrival?: Day): readonly Flag[] {
  const ofAnyDay = flagged(htsNumber, () =>
    flags.filter(({ hts, except = [] }) => isUnder(htsNumber, hts) && !isUnder(htsNumber, except)),
  )
  return ofAnyDay.filter(
    ({ from }) => from === undefined || arrival === undefined || arrival >= from,
  )
}

const flagged = remembered<readonly Flag[]>(2000)

export type AgencyClaim = Flag & {
  /** Open: the line says nothing to the agency. */
  readonly state: 'answered' | 'disclaimed' | 'open'
  /** The code that the line disclaims with. */
  readonly disclaim?: string
  /** The codes that may be used on this flag, with what they say. */
  readonly disclaims: Readonly<Partial<Record<Disclaim, string>>>
}

const spelledOn = (level: Level): AgencyClaim['disclaims'] =>
  Object.fromEntries(disclaimsOn(level).map((code) => [code, disclaims[code]]))

const spelled = { may: spelledOn('may'), required: spelledOn('required') }

export function agencyClaims(line: CheckedLine, arrival?: Day): AgencyClaim[] {
  const sent = (line.pga ?? []).filter((claim) => claim !== undefined)
  return flagsOf(line.htsNumber ?? '', arrival).map((flag) => {
    const answers = sent.filter(
      ({ agency, program }) =>
        agency === flag.agency &&
        (program === undefined || flag.program === undefined || program === flag.program),
    )
    const answered = answers.some(({ disclaim }) => disclaim === undefined)
    const disclaim = answered ? undefined : answers[0]?.disclaim
    return {
      ...flag,
      state: answered ? 'answered' : disclaim === undefined ? 'open' : 'disclaimed',
      ...(disclaim === undefined ? {} : { disclaim }),
      disclaims: spelled[flag.level],
    }
  })
}

/** What an agency wants of goods that say nothing to it. */
function wish({ flag, agency, program, level, wants }: Flag): Pick<Spotted, 'check' | 'message'> {
  const who = program === undefined ? agency : `${agency} program ${program}`
  return level === 'required'
    ? { check: 'agency_data', message: `${who} (flag ${flag}) wants ${wants}.` }
    : {
        check: 'agency_possible',
        message: `${who} (flag ${flag}) may want ${wants}. Send the data, or disclaim: A when ${disclaims.A}, B when ${disclaims.B}, C when ${disclaims.C}, D when ${disclaims.D}.`,
      }
}

export function agencyFindings(line: CheckedLine, at: string, arrival?: Day): Spotted[] {
  const claims = agencyClaims(line, arrival)
  const pointer = `${at}/pga`
  const open = claims.filter(({ state }) => state === 'open')
  return [
    ...open.map((claim): Spotted => ({ ...wish(claim), pointer })),
    ...(line.pga ?? []).flatMap((claim, index): Spotted[] => {
      const { agency, program, disclaim } = claim ?? {}
      if (agency === undefined) return []
      const where = `${pointer}/${index}`
      // What is no code at all is a problem of the line's form, and reported there.
      if (/^[A-Z0-9]{2,3}$/.test(agency) && !agencies.has(agency)) {
        const message = `"${agency}" is not an agency known here: ${[...agencies].join(', ')}.`
        return [{ check: 'agency_unknown', pointer: `${where}/agency`, message }]
      }
      const firm = claims.find(
        (flag) =>
          flag.state === 'disclaimed' &&
          flag.level === 'required' &&
          flag.agency === agency &&
          (program === undefined || flag.program === undefined || flag.program === program),
      )
      if (disclaim === undefined || firm === undefined) return []
      const message = `${agency} requires data on these goods (flag ${firm.flag}) and takes no disclaim. It wants ${firm.wants}.`
      return [
        {
          check: 'agency_disclaim',
          pointer: `${where}/disclaim`,
          message,
          citation: 'CATAIR PG01 80',
        },
      ]
    }),
  ]
}
