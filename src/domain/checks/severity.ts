/**
 * The quality checks by name, and how grave each one is: a filer may set every one of them.
 * @module
 */
import { pointerTo } from '../problem.ts'

export const severities = ['error', 'advice', 'off'] as const
export type Severity = (typeof severities)[number]

/**
 * An error is what CBP or the record layouts refuse. The rest is advice: it rests on words and
 * averages, and a good shipment may be unusual.
 */
export const defaultSeverities = {
  description_generic: 'error',
  description_thin: 'advice',
  description_detail: 'advice',
  description_repeated: 'advice',
  description_chapter: 'advice',
  chapter_98: 'advice',
  consignee_rejected: 'error',
  consignee_doubtful: 'advice',
  kilo_per_dollar: 'advice',
  value_per_kilo: 'advice',
  goods_barred: 'error',
  goods_doubtful: 'advice',
  agency_data: 'advice',
  agency_possible: 'advice',
  agency_disclaim: 'error',
  agency_unknown: 'advice',
} as const satisfies Record<string, Severity>

export type CheckId = keyof typeof defaultSeverities

export const checkIds = Object.keys(defaultSeverities) as readonly CheckId[]

/** What a filer sets; the checks left out keep their default. */
export type Severities = Readonly<Partial<Record<CheckId, Severity>>>

export const severityOf = (check: CheckId, set: Severities): Severity =>
  set[check] ?? defaultSeverities[check]

export type SettingFault = { readonly pointer: string; readonly message: string }

/** Reads a filer's settings; every unknown check and value is named, the good ones are kept. */
export function parseSeverities(input: unknown): {
  severities: Severities
  faults: SettingFault[]
} {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    const message = 'Send one object: a check and its severity, as in {"chapter_98": "off"}.'
    return { severities: {}, faults: [{ pointer: '', message }] }
  }
  const faults: SettingFault[] = []
  const read: Partial<Record<CheckId, Severity>> = {}
  for (const [name, value] of Object.entries(input)) {
    const check = checkIds.find((id) => id === name)
    const severity = severities.find((one) => one === value)
    const fault = (message: string) => faults.push({ pointer: pointerTo(name), message })
    if (check === undefined) {
      fault(`There is no check "${name}". The checks are ${checkIds.join(', ')}.`)
    } else if (severity === undefined) {
      fault(`${check} is one of ${severities.join(', ')}, not ${JSON.stringify(value)}.`)
    } else {
      read[check] = severity
    }
  }
  return { severities: read, faults }
}
