/**
 * The interim final rules of 2026: a ground of their own beside the orders.
 * @module
 */
import { row } from '../row.ts'

export const regulations = [
  row({
    id: 'REG-NONPOST-SUSP',
    layers: ['enforced'],
    effectiveFrom: '2026-06-24',
    knownFrom: '2026-06-24',
    dateBasis: 'entered_for_consumption',
    scope: {
      provisions: ['C'],
      modesExcept: ['mail'],
      maxValueCents: 80000,
      valueBasis: 'fair_retail_parcel',
    },
    outcome: 'DENY_321',
    params: { routeTo: ['ET11', 'ET01', 'ET03'] },
    priority: 92,
    status: 'enacted',
    authority: 'interim_final_rule',
    rule: "By regulation, on CBP's own power, the $800 exemption is suspended outside the mail, whatever becomes of the orders",
    citation: '91 FR 37789; FR Doc 2026-12670; 19 CFR 10.151(b)',
    confidence: 'high',
    verifiedOn: '2026-11-21',
  }),
  row({
    id: 'REG-MAIL-SUSP',
    layers: ['enforced'],
    effectiveFrom: '2026-06-24',
    knownFrom: '2026-06-24',
    dateBasis: 'entered_for_consumption',
    scope: {
      provisions: ['C'],
      modes: ['mail'],
      maxValueCents: 80000,
      valueBasis: 'fair_retail_parcel',
    },
    outcome: 'DENY_321',
    priority: 92,
    status: 'enacted',
    authority: 'interim_final_rule',
    rule: "By regulation, on CBP's own power, the $800 exemption is suspended in the mail",
    citation: '91 FR 37801; FR Doc 2026-12669; 19 CFR 145.31',
    confidence: 'high',
    verifiedOn: '2026-11-21',
  }),
]
