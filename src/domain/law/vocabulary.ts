/**
 * The closed lists the rules are written in. `checkRows` refuses a row with any other value.
 * @module
 */

export const outcomes = [
  'THRESHOLD', 'AGGREGATE', 'ALLOW_GIFT', 'ALLOW_PERSONAL', 'DENY_321', 'REFER', 'ALLOW_LANE',
  'REJECT_LANE', 'REQUIRE_LANE', 'TIMING', 'REQUIRE_FIELD', 'VALIDATE_FILER', 'REJECT_IOR',
  'POSTAL_DUTY', 'DUTY_LAYER', 'PROHIBIT', 'FEE', 'NO_FEE', 'PENALTY_EXPOSURE', 'WARN', 'NONE',
] as const // prettier-ignore
export type Outcome = (typeof outcomes)[number]

/** The dates of a shipment that rows test. */
export const dateKeys = [
  'importation',
  'arrival',
  'entered',
  'filed',
  'violation',
  'decision',
] as const
export type DateKey = (typeof dateKeys)[number]

/** Which dates a row tests; with two, it is in force if either falls in its interval. */
export const dateBases = {
  importation_date: ['importation'],
  arrival: ['arrival'],
  entered_for_consumption: ['entered'],
  entry_filing: ['filed'],
  arrival_or_filing: ['arrival', 'filed'],
  importation_or_entry: ['importation', 'entered'],
  violation_date: ['violation'],
  decision_date: ['decision'],
  none: [],
} as const satisfies Record<string, readonly DateKey[]>
export type DateBasis = keyof typeof dateBases

export const policies = ['statutory', 'enforced'] as const
export type Policy = (typeof policies)[number]

export const decisions = ['ALLOW', 'DENY', 'REFER'] as const
export type Decision = (typeof decisions)[number]

export const laneCodes = [
  'ET86', 'FREE_RELEASE', 'ET11', 'ET13', 'IMDW', 'ET01', 'ET03', 'POSTAL_CARRIER',
] as const // prettier-ignore
export type LaneCode = (typeof laneCodes)[number]

/** 19 USC 1321(a)(2): (A) gifts, (B) a traveller's articles, (C) any other case. */
export const provisions = ['A', 'B', 'C'] as const
export type Provision = (typeof provisions)[number]

export const statuses = [
  'enacted', 'enacted_test', 'enacted_soft_enforcement', 'enacted_litigation_pending',
  'enacted_future', 'enacted_superseded', 'enacted_ended', 'enacted_expired', 'enacted_paused',
  'enacted_never_operative', 'invalidated', 'proposed', 'advisory', 'policy',
] as const // prettier-ignore
export type RowStatus = (typeof statuses)[number]

export const authorities = [
  'statute', 'statute_and_regulation', 'regulation', 'interim_final_rule', 'proposed_rule',
  'test_notice', 'cbp_message', 'fr_notice', 'executive_order', 'executive_order_directive',
  'proclamation', 'ustr_action', 'court', 'project_policy',
] as const // prettier-ignore
export type Authority = (typeof authorities)[number]

export const confidences = ['high', 'medium_high', 'medium', 'low', 'not_applicable'] as const
export type Confidence = (typeof confidences)[number]

/** `mail` is the international postal network; a courier's parcel is `express`. */
export const transports = [
  'air', 'express', 'ocean', 'truck', 'rail', 'mail', 'traveller',
] as const // prettier-ignore
export type Transport = (typeof transports)[number]

export const goodsClasses = [
  'bona_fide_gift', 'personal_or_household', 'personal_exemption_9804', 'split_order', 'adcvd',
  'quota_absolute', 'quota_tariff_rate', 'irc_taxed', 'agency_fee_owed', 's201', 's232', 's301',
  'personal_communications', 'relief_donations', 'informational_materials', 'accompanied_baggage',
  'pga_data', 'chapter_98_99', 'fta_claim', 'cpsc_regulated',
] as const // prettier-ignore
export type GoodsClass = (typeof goodsClasses)[number]

export const valueBases = ['fair_retail_parcel', 'fair_retail_day_total', 'entered_value'] as const
export type ValueBasis = (typeof valueBases)[number]

/** Tables looked up by tariff number and origin. They are handed in; none is kept here. */
export const lookupNames = [
  'ieepa_orders', 'ieepa_rate_by_origin', 's122_exemptions', 's301_fl_economies',
  's301_fl_exemptions', 's301_br_exemptions', 's301_cn_lists', 's232_products',
  's338_ca_duty_goods', 's338_ca_ban_goods',
] as const // prettier-ignore
export type LookupName = (typeof lookupNames)[number]

export const partyKinds = ['natural_person', 'business'] as const
export type PartyKind = (typeof partyKinds)[number]

export const iorKinds = ['us', 'foreign'] as const
export type IorKind = (typeof iorKinds)[number]

export const filerRoles = ['owner', 'purchaser', 'licensed_broker', 'consignee'] as const
export type FilerRole = (typeof filerRoles)[number]
