/**
 * A correction that what is known suggests, as a JSON merge patch (RFC 7396) with the reason for
 * each of its parts; none where nothing sensible can be said. A person decides on it.
 * @module
 */
import { modes } from '../mode.ts'
import { parseAirWaybill } from '../number.ts'
import type { Problem } from '../problem.ts'
import type { Line, Shipment } from '../shipment.ts'
import type { Known } from './compare.ts'
import type { CodeFinding } from './findings.ts'

export type Operation = {
  readonly pointer: string
  readonly from: string | number | null
  readonly to: string | number
  readonly reason: string
}

export type Correction = {
  readonly operations: readonly Operation[]
  /** A list has no merge patch of its parts: where a line changes all lines are in it. */
  readonly patch: Partial<Shipment>
  readonly shipment: Shipment
}

export type Evidence = Known & {
  /** By line: the tariff number that its description leads to, where its own is not in the tariff. */
  readonly tariff: ReadonlyMap<number, { readonly htsNumber: string; readonly description: string }>
  /** What our own rules would refuse today, some with better texts. */
  readonly problems: readonly Problem[]
}

type Rule = {
  /** `record code`, any of them; none means whatever CBP said. */
  readonly codes: readonly string[] | null
  readonly suggest: (shipment: Shipment, evidence: Evidence) => readonly Operation[]
}

const rules: readonly Rule[] = [
  {
    codes: ['SO50 58', 'SE90 030', 'SE90 Z04'],
    suggest: ({ packageQuantity: from }, { manifested: to }) =>
      to === null || to < 1 || to === from
        ? []
        : [
            {
              ...{ pointer: '/packageQuantity', from, to },
              reason: `The carrier's manifest has ${to} under this bill (SO40 73-80). Right only if no package is missing.`,
            },
          ],
  },
  {
    codes: ['SE90 Z12', 'SE90 Z24'],
    suggest: ({ bill, modeOfTransportation: from }) =>
      parseAirWaybill(bill.masterBill ?? bill.regularBill ?? '') && !modes[from]?.air
        ? [
            {
              ...{ pointer: '/modeOfTransportation', from, to: '40' },
              reason: 'The bill is an air waybill by its form and check digit.',
            },
          ]
        : [],
  },
  {
    codes: ['SE90 Z10', 'SE90 Z46'],
    suggest: ({ lines }, { tariff }) =>
      [...tariff].map(([index, { htsNumber: to, description }]) => ({
        ...{ pointer: `/lines/${index}/htsNumber`, from: lines[index]?.htsNumber ?? null, to },
        reason: `The description leads to "${description}". Confirm it with whoever classifies.`,
      })),
  },
  {
    codes: null,
    suggest: ({ lines }, { problems }) =>
      problems.flatMap(({ pointer, rewrites, message }) => {
        const index = /^\/lines\/(\d+)\/description$/.exec(pointer)?.[1]
        const [to] = rewrites ?? []
        if (index === undefined || to === undefined) return []
        return [{ pointer, from: lines[Number(index)]?.description ?? null, to, reason: message }]
      }),
  },
]

export function suggest(
  shipment: Shipment,
  findings: readonly CodeFinding[],
  evidence: Evidence,
): Correction | null {
  const said = new Set(findings.map(({ record, code }) => `${record} ${code}`))
  if (said.size === 0) return null
  const operations = rules
    .filter(({ codes }) => codes === null || codes.some((code) => said.has(code)))
    .flatMap((rule) => rule.suggest(shipment, evidence))
  if (operations.length === 0) return null
  const patch = patchOf(shipment, operations)
  return { operations, patch, shipment: { ...shipment, ...patch } }
}

function patchOf(shipment: Shipment, operations: readonly Operation[]): Partial<Shipment> {
  const patch: Record<string, unknown> = {}
  const lines: Line[] = [...shipment.lines]
  for (const { pointer, to } of operations) {
    const [, index, field] = /^\/lines\/(\d+)\/(\w+)$/.exec(pointer) ?? []
    const line = index === undefined ? undefined : lines[Number(index)]
    if (!line || field === undefined) patch[pointer.slice(1)] = to
    else lines[Number(index)] = { ...line, [field]: to }
  }
  const changed = lines.some((line, index) => line !== shipment.lines[index])
  return { ...(patch as Partial<Shipment>), ...(changed ? { lines } : {}) }
}
