/**
 * What each check finds, each word of a filer's policy and each scope of a key: one sentence each.
 * @module
 */
import type { CheckId } from '../../domain/checks/severity.ts'
import type { FilerPolicy } from '../../domain/law/policy.ts'
import type { Scope } from '../../gateway/keys.ts'

export const checkSentences: Readonly<Record<CheckId, readonly [name: string, finds: string]>> = {
  description_generic: ['Generic description', 'A description that does not say what the goods are, such as "gift items".'],
  description_thin: ['Thin description', 'A description of one word, of a material without an article, or of a group of goods.'],
  description_detail: ['Missing detail', 'A description without what its tariff chapter asks for, such as the fibre of a garment.'],
  description_repeated: ['Repeated description', 'One description on lines of different tariff numbers.'],
  description_chapter: ['Description and chapter', 'A description of goods that belong to another chapter than their tariff number.'],
  chapter_98: ['Chapter 98 or 99', 'A tariff number that claims a duty treatment on an entry that owes no duty.'],
  consignee_rejected: ['Consignee without a name', 'A consignee whose name CBP is known to return, such as "unknown" or "test".'],
  consignee_doubtful: ['Doubtful consignee', 'A consignee whose name looks like a placeholder or like no name at all.'],
  kilo_per_dollar: ['A kilogram for a dollar', 'Goods that weigh more than a kilogram for each dollar of their value.'],
  value_per_kilo: ['Value for the weight', 'A value that is small or large for the weight of such goods.'],
  goods_barred: ['Barred goods', 'Goods that cannot use entry type 86, by quota or by tax.'],
  goods_doubtful: ['Doubtful goods', 'Goods that may fall under an order or a rule that no tariff number tells alone.'],
  agency_data: ['Agency data', 'Goods whose tariff number makes an agency want data that the line does not have.'],
  agency_possible: ['Possible agency data', 'Goods whose tariff number may make an agency want data, or a disclaim.'],
  agency_disclaim: ['Disclaim not taken', 'A disclaim to an agency that takes none for these goods.'],
  agency_unknown: ['Unknown agency', 'A claim to an agency that is not known here.'],
} // prettier-ignore

export const policySentences: Readonly<Record<FilerPolicy, readonly [name: string, says: string]>> =
  {
    inherit: ['As the installation says', 'Nothing of your own.'],
    statutory: [
      'Statutory',
      'Section 321 as its statute reads: $800 a person a day, entry type 86.',
    ],
    enforced: [
      'Enforced',
      'What CBP enforces on the day: since 29 August 2025 no entry of type 86; the lane that is open is taken, with duty and fees.',
    ],
  }

export const scopeSentences: Readonly<Record<Scope, string>> = {
  'entries:read': 'see entries, batches and bills',
  'entries:write': 'file, amend, answer and cancel',
  webhooks: 'webhooks and their deliveries',
  keys: 'keys and the profile',
  ops: 'operations of the whole installation',
}
