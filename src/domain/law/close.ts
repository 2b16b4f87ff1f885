/**
 * What it takes for a row that matches to close a lane, outcome by outcome.
 * @module
 */
import type { Case } from './case.ts'
import { entryTypes } from './route.ts'
import type { Rule } from './rule.ts'
import type { Truth } from './predicate.ts'
import { daysFrom } from './time.ts'
import type { Decision, LaneCode, Outcome } from './vocabulary.ts'

type Close = (rule: Rule, lane: LaneCode, kase: Case, decision: Decision) => Truth

const names = (rule: Rule, lane: LaneCode) => rule.row.params.lanes?.includes(lane) ?? false

const closing: Partial<Readonly<Record<Outcome, Close>>> = {
  REJECT_LANE: names,
  REQUIRE_LANE: (rule, lane) => !names(rule, lane),
  TIMING: (rule, lane, kase) => names(rule, lane) && late(rule, kase),
  REQUIRE_FIELD: (rule, lane, kase) => names(rule, lane) && lacks(rule, kase),
  PROHIBIT: () => true,
  VALIDATE_FILER: (rule, lane, kase, decision) =>
    lane === 'POSTAL_CARRIER' ? false : barred(rule, lane, kase, decision),
  // Nobody is importer of record where no entry is made.
  REJECT_IOR: (_, lane) => entryTypes[lane] !== null,
}

export function closes(rule: Rule, lane: LaneCode, kase: Case, decision: Decision): Truth {
  return closing[rule.row.outcome]?.(rule, lane, kase, decision)
}

function late({ row }: Rule, { dates: { arrival, filed } }: Case): Truth {
  if (arrival === null || filed === null) return undefined
  return daysFrom(arrival, filed) > (row.params.maxDaysAfterArrival ?? 0)
}

const lacks = ({ row }: Rule, kase: Case): Truth =>
  row.params.field === undefined ? undefined : !kase[row.params.field]

/** A consignee enters only what is granted and small, and on some lanes only by a broker. */
function barred({ row }: Rule, lane: LaneCode, kase: Case, decision: Decision): Truth {
  const { roles, consigneeOnlyIfVerdict, consigneeMaxCents, consigneeNeedsBrokerOnLanes } =
    row.params
  if (kase.filerRole === null) return undefined
  if (roles?.includes(kase.filerRole)) return false
  if (kase.filerRole !== 'consignee' || consigneeNeedsBrokerOnLanes?.includes(lane)) return true
  if (kase.valueCents === null) return undefined
  if (kase.valueCents > (consigneeMaxCents ?? 0)) return true
  if (decision === consigneeOnlyIfVerdict) return false
  return decision === 'REFER' ? undefined : true
}

/** Facts the outcome itself asks for, beyond the row's scope. */
export function needsOf({ row }: Rule, kase: Case): string[] {
  const { dates, filerRole, valueCents } = kase
  if (row.outcome === 'TIMING') {
    return (['arrival', 'filed'] as const).filter((key) => dates[key] === null)
  }
  if (row.outcome !== 'VALIDATE_FILER') return []
  if (filerRole === null) return ['filerRole']
  return filerRole === 'consignee' && valueCents === null ? ['valueCents'] : []
}
