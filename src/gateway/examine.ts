/**
 * Everything there is to say of a shipment before it is filed: what is wrong with it, what the law
 * makes of it, and what is worth saying.
 * @module
 */
import { runChecks } from '../domain/checks/checks.ts'
import type { Finding } from '../domain/checks/finding.ts'
import type { Day } from '../domain/day.ts'
import type { Judgement } from '../domain/law/answer.ts'
import type { FilerCode } from '../domain/number.ts'
import { once } from '../domain/once.ts'
import { pointerTo, problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Draft, EntryType, Shipment } from '../domain/shipment.ts'
import { isForGoods } from '../domain/tariff/number.ts'
import { validate } from '../domain/validate.ts'
import { accountProblems } from './account.ts'
import type { Account } from './account.ts'
import { adviceOf } from './advice.ts'
import type { Advice } from './saying.ts'
import type { Equipped } from './equipped.ts'
import { isShutOut, lawProblems, reasonsAgainst, routedType, ruling } from './judge.ts'
import type { Asked, Ruling } from './judge.ts'
import { profileOf } from './profile.ts'
import { asProblem, isGrave, isWanted } from './quality.ts'
import { spelling } from './spelling.ts'

/** A shipment as it was read: what could be read, and what could not. */
export type Reading = { readonly draft: Draft<Shipment>; readonly problems: readonly Problem[] }

export type Examined = Omit<Ruling, 'account'> & {
  /** The lane that was asked for, or the one that the policy leads to. */
  readonly entryType: EntryType
  readonly problems: readonly Problem[]
  /** For whoever shows it; a file's shipments are filed and nobody is told. */
  readonly advice: () => readonly Advice[]
  /** Present when nothing is wrong: then every mandatory part was read. */
  readonly shipment: Shipment | undefined
}

export async function examine(
  deps: Equipped,
  filer: FilerCode,
  { draft: read, problems }: Reading,
  asked: Asked = {},
): Promise<Examined> {
  const { asOf } = asked
  const { policy, severities } = await profileOf(deps.db, filer)
  const first = await ruling(deps, filer, read, policy, asked)
  const entryType = read.entryType ?? routedType(first.judgement)
  // Entry type 86 is free; what the others cost takes the rates of the tariff.
  const free = entryType === '86' || asked.priced
  const { judgement, judged, account } = free
    ? first
    : await ruling(deps, filer, read, policy, { ...asked, priced: true })
  const draft: Draft<Shipment> = entryType === '86' ? read : { ...read, entryType }
  const findings = runChecks(draft, severities)
  const ruled = [
    ...problems,
    ...validate(draft, deps.clock.now())
      .filter(isAbout(asOf))
      .filter(isWanted(severities))
      .map(withRewrites(findings))
      .map(withReason(read, judgement)),
    ...(await tariffProblems(draft, deps.tariff)),
  ]
  const spelled = spelling(draft)
  const found = [
    ...ruled,
    ...spelled.problems.filter(isNews(ruled)),
    ...findings.filter(isGrave(ruled)).map(asProblem),
  ]
  if (found.length === 0) found.push(...legalProblems(draft as Shipment, account, asked))
  if (found.length === 0) found.push(...ageProblems(deps, judgement))
  if (found.length === 0 || isShutOut(judgement, entryType)) {
    found.push(...lawProblems(judgement, entryType))
  }
  const advice = once(() => adviceOf({ spelled: spelled.advice, judgement, entryType, findings }))
  const shipment = found.length > 0 ? undefined : (draft as Shipment)
  return { judgement, judged, entryType, problems: found, advice, shipment }
}

/** Another day's law is asked of the goods, not of the calendar that they travel by. */
const isAbout =
  (asOf: Day | undefined) =>
  ({ code }: Problem) =>
    asOf === undefined || !calendar.has(code)

const calendar: ReadonlySet<string> = new Set(['arrival_passed', 'date_range', 'date_order'])

/** A refused description comes with better ones. */
const withRewrites =
  (findings: readonly Finding[]) =>
  (found: Problem): Problem => {
    const rewrites = findings.find(
      ({ pointer, rewrites }) => pointer === found.pointer && rewrites,
    )?.rewrites
    return rewrites === undefined ? found : { ...found, rewrites }
  }

/** Who named no entry type may wonder why it is not 86. */
const withReason =
  (read: Draft<Shipment>, judgement: Judgement) =>
  (found: Problem): Problem => {
    if (found.code !== 'importer_required' || read.entryType !== undefined) return found
    const why = `Entry type 86 is closed: ${reasonsAgainst(judgement, '86')}`
    return { ...found, message: `${found.message} ${why}` }
  }

function legalProblems(shipment: Shipment, account: Account | undefined, { asOf }: Asked) {
  if (!account || (shipment.entryType ?? '86') !== '86' || asOf !== undefined) return []
  return accountProblems(shipment, account)
}

function ageProblems({ rulesMaxAgeDays: most }: Equipped, { ruleSet }: Judgement): Problem[] {
  if (most === undefined) return []
  const { ageDays: age } = ruleSet()
  return age > most ? [problem('rules_too_old', '', { age, most })] : []
}

/** Where a tariff was imported the numbers of a shipment are held against it. */
async function tariffProblems(draft: Draft<Shipment>, tariff: Equipped['tariff']) {
  const numbers = (draft.lines ?? []).map((line) => line?.htsNumber ?? '')
  const unknown = new Set(await tariff.unknown(numbers.filter(isInForm)))
  return numbers.flatMap((number, index) =>
    unknown.has(number)
      ? [
          problem('hts_unknown', pointerTo('lines', index, 'htsNumber'), {
            number,
            why: 'it is not in the tariff that is imported here',
          }),
        ]
      : [],
  )
}

const isInForm = (number: string) => /^\d{10}$/.test(number) && isForGoods(number)

/** A character that no text may hold has been named already; that it has no spelling is no news. */
const isNews = (ruled: readonly Problem[]) => {
  const named = new Set(
    ruled.filter(({ code }) => /^(text_|blank)/.test(code)).map(({ pointer }) => pointer),
  )
  return ({ pointer }: Problem) => !named.has(pointer)
}
