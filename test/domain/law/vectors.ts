/**
 * Shipments with the verdicts they must get, each a known point of the law's timeline.
 * @module
 */
import type { Finding } from '../../../src/domain/law/facts.ts'
import type {
  Decision,
  GoodsClass,
  LaneCode,
  LookupName,
  PartyKind,
  Provision,
  Transport,
} from '../../../src/domain/law/vocabulary.ts'

/** `date` sets every date not given on its own; `goods` are the classes that are true. */
export type VectorFacts = {
  readonly provision?: Provision
  readonly mode?: Transport | null
  readonly origin?: string | null
  readonly shippedFrom?: string
  readonly date?: string
  readonly importation?: string
  readonly arrival?: string
  readonly entered?: string
  readonly filed?: string
  readonly knownOn?: string
  readonly valueCents?: number
  /** What one person imports that day; the last parcel is the shipment. */
  readonly dayParcelsCents?: readonly number[]
  readonly goods?: readonly GoodsClass[]
  readonly goodsUnknown?: readonly GoodsClass[]
  readonly sender?: PartyKind
  readonly estimatedArrivalDate?: null
  readonly lookups?: Partial<Record<LookupName, Finding>>
}

/** Only what is written is tested. */
export type Expected = {
  readonly decision: Decision
  readonly grounds: readonly string[]
  readonly refer?: readonly string[]
  readonly lanes?: Partial<Record<LaneCode, 'yes' | 'no' | 'refer'>>
  readonly laneWhy?: Partial<Record<LaneCode, readonly string[]>>
  readonly routedTo?: LaneCode | null
}

export type Vector = {
  readonly id: string
  readonly name: string
  readonly facts: VectorFacts
  readonly dropRules?: readonly string[]
  readonly statutory?: Expected
  readonly enforced?: Expected
}

// prettier-ignore
export const vectors: readonly Vector[] = [
  { id: 'V01', name: 'CN 2025-05-01, $50', facts: { origin: 'CN', date: '2025-05-01' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' } },
  { id: 'V02', name: 'CN 2025-05-02, $50', facts: { origin: 'CN', date: '2025-05-02' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'DENY', grounds: ['EO-CN-MAY25'], lanes: { ET86: 'no', ET11: 'yes' }, laneWhy: { ET86: ['ET86-BLOCK-CN'] }, routedTo: 'ET11' } },
  { id: 'V03', name: 'GB 2025-08-28, $50', facts: { date: '2025-08-28' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' } },
  { id: 'V04', name: 'GB 2025-08-29, $50', facts: { date: '2025-08-29' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25'], lanes: { ET86: 'no', ET11: 'yes' }, laneWhy: { ET86: ['ET86-BLOCK-ALL'] }, routedTo: 'ET11' } },
  { id: 'V05', name: 'GB 2026-02-21, $50 (court ruling changes nothing)', facts: { date: '2026-02-21' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25'], lanes: { ET86: 'no', ET11: 'yes' }, routedTo: 'ET11' } },
  { id: 'V06', name: 'GB 2026-06-24, $50 (two grounds)', facts: { date: '2026-06-24' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no', FREE_RELEASE: 'no', ET11: 'yes' }, laneWhy: { ET86: ['ET86-ENDED'], FREE_RELEASE: ['MAN-321-ENDED'] }, routedTo: 'ET11' } },
  { id: 'V07', name: 'GB 2027-06-30, $50', facts: { date: '2027-06-30' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no' }, routedTo: 'ET11' } },
  { id: 'V08', name: 'GB 2027-07-01, $50 (statute)', facts: { date: '2027-07-01' },
    statutory: { decision: 'DENY', grounds: ['DM-REPEAL-2027'], lanes: { ET86: 'no', ET11: 'yes' }, routedTo: 'ET11' },
    enforced: { decision: 'DENY', grounds: ['DM-REPEAL-2027', 'REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no' }, routedTo: 'ET11' } },
  { id: 'V09', name: '$200.01 on 2016-03-09', facts: { date: '2016-03-09', valueCents: 20001 },
    statutory: { decision: 'DENY', grounds: ['DM-THR-200'] },
    enforced: { decision: 'DENY', grounds: ['DM-THR-200'] } },
  { id: 'V10', name: '$200.01 on 2016-03-10', facts: { date: '2016-03-10', valueCents: 20001 },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no', FREE_RELEASE: 'yes' }, routedTo: 'FREE_RELEASE' },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no', FREE_RELEASE: 'yes' }, routedTo: 'FREE_RELEASE' } },
  { id: 'V11', name: 'ET86 filed 2024-02-14, 3 days after arrival', facts: { importation: '2024-02-11', arrival: '2024-02-11', entered: '2024-02-14', filed: '2024-02-14' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } } },
  { id: 'V12', name: 'ET86 filed 2024-02-15, 3 days after arrival (late)', facts: { importation: '2024-02-12', arrival: '2024-02-12', entered: '2024-02-15', filed: '2024-02-15' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no' }, laneWhy: { ET86: ['ET86-TIME-ARR'] } },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no' }, laneWhy: { ET86: ['ET86-TIME-ARR'] } } },
  { id: 'V13', name: 'same day $400 + $400', facts: { date: '2025-08-01', dayParcelsCents: [40000, 40000] },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' } },
  { id: 'V14', name: 'same day $400 + $400.01', facts: { date: '2025-08-01', dayParcelsCents: [40000, 40001] },
    statutory: { decision: 'DENY', grounds: ['DM-THR-800'], lanes: { ET86: 'no', ET11: 'yes' }, routedTo: 'ET11' },
    enforced: { decision: 'DENY', grounds: ['DM-THR-800'], lanes: { ET86: 'no', ET11: 'yes' }, routedTo: 'ET11' } },
  { id: 'V15', name: '$800.00 exactly', facts: { date: '2025-08-01', valueCents: 80000 },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' } },
  { id: 'D01', name: 'default policy, GB $50, 2026-11-21', facts: { date: '2026-11-21' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no', ET11: 'yes', ET01: 'yes', ET13: 'no', IMDW: 'no' }, routedTo: 'ET11' } },
  { id: 'D02', name: 'CN $60, 2026-11-21', facts: { origin: 'CN', date: '2026-11-21', valueCents: 6000 },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25', 'EO-CN-MAY25'], lanes: { ET86: 'no', ET11: 'yes' }, routedTo: 'ET11' } },
  { id: 'D03', name: 'imported 2016-03-09, entered 2016-03-10, $500', facts: { importation: '2016-03-09', arrival: '2016-03-09', entered: '2016-03-10', filed: '2016-03-10', valueCents: 50000 },
    statutory: { decision: 'ALLOW', grounds: [] },
    enforced: { decision: 'ALLOW', grounds: [] } },
  { id: 'D04', name: 'CN 2025-02-04', facts: { origin: 'CN', date: '2025-02-04' },
    statutory: { decision: 'ALLOW', grounds: [] },
    enforced: { decision: 'DENY', grounds: ['EO-CN-FEB25'] } },
  { id: 'D05', name: 'CN 2025-02-06 (pause hour not verified)', facts: { origin: 'CN', date: '2025-02-06' },
    statutory: { decision: 'ALLOW', grounds: [] },
    enforced: { decision: 'REFER', grounds: [], refer: ['EO-CN-FEB25-PAUSE'], lanes: { ET86: 'refer' }, routedTo: null } },
  { id: 'D06', name: 'CN 2025-02-07', facts: { origin: 'CN', date: '2025-02-07' },
    statutory: { decision: 'ALLOW', grounds: [] },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } } },
  { id: 'D07', name: 'CN 30 seconds before the May 2025 cut-over (instant)', facts: { origin: 'CN', date: '2025-05-02T00:00:30-04:00' },
    statutory: { decision: 'ALLOW', grounds: [] },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } } },
  { id: 'D08', name: 'CN at the May 2025 cut-over, given in UTC', facts: { origin: 'CN', date: '2025-05-02T04:01:00Z' },
    statutory: { decision: 'ALLOW', grounds: [] },
    enforced: { decision: 'DENY', grounds: ['EO-CN-MAY25'], lanes: { ET86: 'no' } } },
  { id: 'D09', name: 'filed 2025-08-28, arrives 2025-08-29', facts: { importation: '2025-08-29', arrival: '2025-08-29', entered: '2025-08-29', filed: '2025-08-28' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25'], lanes: { ET86: 'no' }, laneWhy: { ET86: ['ET86-BLOCK-ALL'] }, routedTo: 'ET11' } },
  { id: 'D10', name: 'replay: GB 2026-06-24 as known on 2026-06-23', facts: { date: '2026-06-24', knownOn: '2026-06-23' },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25'], lanes: { ET86: 'no' }, laneWhy: { ET86: ['ET86-BLOCK-ALL'] } } },
  { id: 'D11', name: 'replay: GB 2027-07-01 as known on 2025-07-01', facts: { date: '2027-07-01', knownOn: '2025-07-01' },
    statutory: { decision: 'ALLOW', grounds: [] } },
  { id: 'D12', name: 'order struck down, rule stands: GB 2026-11-21 without EO-ALL-AUG25', facts: { date: '2026-11-21' }, dropRules: ['EO-ALL-AUG25'],
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP'], lanes: { ET86: 'no' } } },
  { id: 'D13', name: 'origin unknown, 2025-06-01', facts: { origin: null, date: '2025-06-01' },
    statutory: { decision: 'REFER', grounds: [], routedTo: null },
    enforced: { decision: 'REFER', grounds: [], lanes: { ET86: 'refer' }, routedTo: null } },
  { id: 'D14', name: 'origin unknown, 2025-09-01', facts: { origin: null, date: '2025-09-01' },
    statutory: { decision: 'REFER', grounds: [], routedTo: null },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25'], lanes: { ET86: 'no' } } },
  { id: 'D15', name: 'no dates at all', facts: {  },
    statutory: { decision: 'REFER', grounds: [], routedTo: null },
    enforced: { decision: 'REFER', grounds: [], routedTo: null } },
  { id: 'D16', name: 'mode unknown, 2026-11-21', facts: { mode: null, date: '2026-11-21' },
    statutory: { decision: 'REFER', grounds: [], lanes: { ET86: 'refer' }, routedTo: null },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25'], lanes: { ET86: 'no', ET11: 'refer' }, routedTo: null } },
  { id: 'D17', name: 'AD/CVD goods, 2024-01-02', facts: { date: '2024-01-02', goods: ['adcvd'] },
    statutory: { decision: 'DENY', grounds: ['DM-EXC-GOODS'], lanes: { ET86: 'no', ET11: 'no', ET01: 'no', ET03: 'yes' }, routedTo: 'ET03' },
    enforced: { decision: 'DENY', grounds: ['DM-EXC-GOODS'], lanes: { ET86: 'no', ET11: 'no', ET01: 'no', ET03: 'yes' }, routedTo: 'ET03' } },
  { id: 'D18', name: 'AD/CVD status unknown, 2024-01-02', facts: { date: '2024-01-02', goodsUnknown: ['adcvd'] },
    statutory: { decision: 'REFER', grounds: [], routedTo: null },
    enforced: { decision: 'REFER', grounds: [], routedTo: null } },
  { id: 'D19', name: 'one order in separate lots, 2024-01-02', facts: { date: '2024-01-02', goods: ['split_order'] },
    statutory: { decision: 'DENY', grounds: ['DM-NO-SPLIT'], lanes: { ET86: 'no' } },
    enforced: { decision: 'DENY', grounds: ['DM-NO-SPLIT'], lanes: { ET86: 'no' } } },
  { id: 'D20', name: 'gift $90 by mail', facts: { provision: 'A', goods: ['bona_fide_gift'], sender: 'natural_person', mode: 'mail', date: '2026-11-21', valueCents: 9000 },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { FREE_RELEASE: 'yes', ET86: 'no' }, routedTo: 'FREE_RELEASE' },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { FREE_RELEASE: 'yes', ET86: 'no' }, routedTo: 'FREE_RELEASE' } },
  { id: 'D21', name: 'gift $100.01 by mail', facts: { provision: 'A', goods: ['bona_fide_gift'], sender: 'natural_person', mode: 'mail', date: '2026-11-21', valueCents: 10001 },
    statutory: { decision: 'DENY', grounds: ['GIFT-ISL-200', 'GIFT-100'] },
    enforced: { decision: 'DENY', grounds: ['GIFT-ISL-200', 'GIFT-100'] } },
  { id: 'D22', name: 'gift $150 sent from Guam', facts: { provision: 'A', goods: ['bona_fide_gift'], sender: 'natural_person', mode: 'mail', date: '2026-11-21', valueCents: 15000, shippedFrom: 'GU' },
    statutory: { decision: 'ALLOW', grounds: [] },
    enforced: { decision: 'ALLOW', grounds: [] } },
  { id: 'D23', name: 'gift claim, business sender', facts: { provision: 'A', goods: ['bona_fide_gift'], sender: 'business', mode: 'mail', date: '2026-11-21', valueCents: 5000 },
    statutory: { decision: 'DENY', grounds: ['GIFT-ISL-200', 'GIFT-100'] },
    enforced: { decision: 'DENY', grounds: ['GIFT-ISL-200', 'GIFT-100'] } },
  { id: 'D24', name: 'gift $90 by courier', facts: { provision: 'A', goods: ['bona_fide_gift'], sender: 'natural_person', mode: 'express', date: '2026-11-21', valueCents: 9000 },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { FREE_RELEASE: 'yes' }, routedTo: 'FREE_RELEASE' },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { FREE_RELEASE: 'no', ET11: 'yes' }, laneWhy: { FREE_RELEASE: ['MAN-321-ENDED'] }, routedTo: 'ET11' } },
  { id: 'D25', name: 'traveller articles $200', facts: { provision: 'B', mode: 'traveller', goods: ['personal_or_household'], date: '2026-11-21', valueCents: 20000 },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { FREE_RELEASE: 'yes' } },
    enforced: { decision: 'ALLOW', grounds: [] } },
  { id: 'D26', name: '$2,500.00, 2026-11-21', facts: { date: '2026-11-21', valueCents: 250000 },
    statutory: { decision: 'DENY', grounds: ['DM-THR-800'], lanes: { ET11: 'yes' }, routedTo: 'ET11' },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25', 'DM-THR-800'], lanes: { ET11: 'yes' }, routedTo: 'ET11' } },
  { id: 'D27', name: '$2,500.01, 2026-11-21', facts: { date: '2026-11-21', valueCents: 250001 },
    statutory: { decision: 'DENY', grounds: ['DM-THR-800'], lanes: { ET11: 'no', ET01: 'yes' }, laneWhy: { ET11: ['FORMAL-GT2500'] }, routedTo: 'ET01' },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25', 'DM-THR-800'], lanes: { ET11: 'no', ET01: 'yes' }, routedTo: 'ET01' } },
  { id: 'D28', name: 'mail GB 2025-10-01', facts: { mode: 'mail', date: '2025-10-01' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no', FREE_RELEASE: 'yes' }, routedTo: 'FREE_RELEASE' },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25'], lanes: { POSTAL_CARRIER: 'yes', ET86: 'no', FREE_RELEASE: 'no' }, routedTo: 'POSTAL_CARRIER' } },
  { id: 'D29', name: 'mail GB 2026-02-26 (postal duty overlap)', facts: { mode: 'mail', date: '2026-02-26' },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25'], lanes: { POSTAL_CARRIER: 'refer' }, laneWhy: { POSTAL_CARRIER: ['PO-OVERLAP-FEB26'] }, routedTo: null } },
  { id: 'D30', name: 'mail GB 2026-08-01', facts: { mode: 'mail', date: '2026-08-01' },
    enforced: { decision: 'DENY', grounds: ['REG-MAIL-SUSP', 'EO-ALL-AUG25'], lanes: { IMDW: 'yes', ET13: 'no', ET11: 'no', ET01: 'yes' }, laneWhy: { ET11: ['PO-MAIL-ROUTES'] }, routedTo: 'IMDW' } },
  { id: 'D31', name: 'mail CN, Chapter 99 duty, 2026-11-21', facts: { mode: 'mail', origin: 'CN', goods: ['chapter_98_99'], date: '2026-11-21' },
    enforced: { decision: 'DENY', grounds: ['REG-MAIL-SUSP', 'EO-ALL-AUG25', 'EO-CN-MAY25'], lanes: { IMDW: 'no', ET13: 'yes' }, laneWhy: { IMDW: ['PO-CLIFF'] }, routedTo: 'ET13' } },
  { id: 'D32', name: 'mail with FTA claim, 2026-11-21', facts: { mode: 'mail', goods: ['fta_claim'], date: '2026-11-21' },
    enforced: { decision: 'DENY', grounds: ['REG-MAIL-SUSP', 'EO-ALL-AUG25'], lanes: { IMDW: 'no', ET13: 'no', ET01: 'yes' }, laneWhy: { ET13: ['PO-CLIFF-FTA'] }, routedTo: 'ET01' } },
  { id: 'D33', name: 'ET86 without EDA, 2024-07-25', facts: { date: '2024-07-25', estimatedArrivalDate: null },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no' }, laneWhy: { ET86: ['ET86-EDA'] } },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no' }, laneWhy: { ET86: ['ET86-EDA'] } } },
  { id: 'D34', name: 'ET86 without EDA, 2024-07-24', facts: { date: '2024-07-24', estimatedArrivalDate: null },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } } },
  { id: 'D35', name: 'ET86 without EDA, 2026-11-21', facts: { date: '2026-11-21', estimatedArrivalDate: null },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no' }, laneWhy: { ET86: ['SIM-ET86-EDA'] } },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no' } } },
  { id: 'D36', name: 'informational materials, 2025-10-01', facts: { date: '2025-10-01', goods: ['informational_materials'] },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } },
    enforced: { decision: 'REFER', grounds: [], refer: ['CARVE-1702B'], routedTo: null } },
  { id: 'D37', name: 'informational materials, 2026-11-21', facts: { date: '2026-11-21', goods: ['informational_materials'] },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP'], refer: ['CARVE-1702B'], lanes: { ET86: 'no', ET11: 'refer' }, laneWhy: { ET11: ['CARVE-1702B-LANE'] }, routedTo: null } },
  { id: 'D38', name: 'imported 2027-06-30, entered 2027-07-01', facts: { importation: '2027-06-30', arrival: '2027-06-30', entered: '2027-07-01', filed: '2027-06-30' },
    statutory: { decision: 'DENY', grounds: ['DM-REPEAL-2027'], lanes: { ET86: 'no' } },
    enforced: { decision: 'DENY', grounds: ['DM-REPEAL-2027', 'REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no' } } },
  { id: 'D39', name: '2019-09-27, the day before the ET86 test', facts: { date: '2019-09-27' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no', FREE_RELEASE: 'yes' }, routedTo: 'FREE_RELEASE' },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no', FREE_RELEASE: 'yes' }, routedTo: 'FREE_RELEASE' } },
  { id: 'D40', name: 'CA goods, import-ban table not loaded', facts: { origin: 'CA', date: '2026-11-21' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'refer', ET11: 'refer' }, routedTo: null },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no', ET11: 'refer' }, routedTo: null } },
  { id: 'D41', name: 'CA goods, not on the import-ban list', facts: { origin: 'CA', date: '2026-11-21', lookups: { s338_ca_ban_goods: false } },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' }, routedTo: 'ET86' },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no', ET11: 'yes' }, routedTo: 'ET11' } },
  { id: 'D42', name: 'CA goods on the import-ban list', facts: { origin: 'CA', date: '2026-11-21', lookups: { s338_ca_ban_goods: true } },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no', ET11: 'no', ET01: 'no' }, laneWhy: { ET11: ['DUTY-S338-CA-BAN'] }, routedTo: null },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no', ET11: 'no', ET01: 'no' }, routedTo: null } },
  { id: 'D43', name: 'ET86 filed 15 days after arrival, 2023', facts: { importation: '2023-06-01', arrival: '2023-06-01', entered: '2023-06-16', filed: '2023-06-16' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'yes' } } },
  { id: 'D44', name: 'ET86 filed 16 days after arrival, 2023', facts: { importation: '2023-06-01', arrival: '2023-06-01', entered: '2023-06-17', filed: '2023-06-17' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no' }, laneWhy: { ET86: ['ET86-TIME-15D'] } },
    enforced: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no' }, laneWhy: { ET86: ['ET86-TIME-15D'] } } },
  { id: 'D45', name: 'ET86 filed 3 days after arrival, 2026-11-21', facts: { importation: '2026-11-18', arrival: '2026-11-18', entered: '2026-11-21', filed: '2026-11-21' },
    statutory: { decision: 'ALLOW', grounds: [], lanes: { ET86: 'no' }, laneWhy: { ET86: ['SIM-ET86-TIME-ARR'] } },
    enforced: { decision: 'DENY', grounds: ['REG-NONPOST-SUSP', 'EO-ALL-AUG25'], lanes: { ET86: 'no' }, laneWhy: { ET86: ['ET86-ENDED'] } } },
  { id: 'D46', name: 'mail CN 2025-05-10 (120% or $100)', facts: { mode: 'mail', origin: 'CN', date: '2025-05-10' },
    statutory: { decision: 'ALLOW', grounds: [], routedTo: 'FREE_RELEASE' },
    enforced: { decision: 'DENY', grounds: ['EO-CN-MAY25'], lanes: { POSTAL_CARRIER: 'yes' }, routedTo: 'POSTAL_CARRIER' } },
  { id: 'D47', name: 'mail CN 2025-06-01 (54% or $100)', facts: { mode: 'mail', origin: 'CN', date: '2025-06-01' },
    statutory: { decision: 'ALLOW', grounds: [], routedTo: 'FREE_RELEASE' },
    enforced: { decision: 'DENY', grounds: ['EO-CN-MAY25'], lanes: { POSTAL_CARRIER: 'yes' }, routedTo: 'POSTAL_CARRIER' } },
  { id: 'D48', name: 'mail GB 2026-04-01 (10%)', facts: { mode: 'mail', origin: 'GB', date: '2026-04-01' },
    statutory: { decision: 'ALLOW', grounds: [], routedTo: 'FREE_RELEASE' },
    enforced: { decision: 'DENY', grounds: ['EO-ALL-AUG25'], lanes: { POSTAL_CARRIER: 'yes' }, routedTo: 'POSTAL_CARRIER' } },
]
