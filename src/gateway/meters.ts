/**
 * What is counted while the process runs, in Prometheus' text form. A table of families; labels
 * are names of ours, never a filer, an entry or a person.
 * @module
 */

type Family = {
  readonly help: string
  readonly labels: readonly string[]
  /** Upper bounds in seconds, for a histogram; a counter has none. */
  readonly bounds?: readonly number[]
}

const quick = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const slow = [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400, 259_200]

const families = {
  accepted_total: { help: 'Entries accepted from callers', labels: [] },
  ledger_refused_total: { help: "Filings refused for a person's day or order", labels: [] },
  held_total: { help: 'Filings held back, by reason', labels: ['reason'] },
  status_seconds: { help: 'Time from filing to each status', labels: ['status'], bounds: slow },
  attempts_total: { help: 'Attempts to send, by outcome', labels: ['outcome'] },
  transmit_seconds: { help: "Time of one call of CBP's", labels: [], bounds: quick },
  inbox_total: { help: "CBP's notifications, by outcome", labels: ['outcome'] },
  mailbox_lag_seconds: { help: "From CBP's time to ours", labels: [], bounds: slow },
  http_requests_total: { help: 'Requests', labels: ['route', 'method', 'status'] },
  http_duration_seconds: { help: 'Time to an answer', labels: ['route'], bounds: quick },
  http_refused_total: { help: 'Refusals, by code', labels: ['code'] },
} as const satisfies Readonly<Record<string, Family>>

type Name = keyof typeof families
type Of<K extends 'counter' | 'histogram'> = {
  [N in Name]: (typeof families)[N] extends { bounds: readonly number[] }
    ? K extends 'histogram' ? N : never
    : K extends 'counter' ? N : never
}[Name] // prettier-ignore

export type Meters = {
  readonly count: (name: Of<'counter'>, ...labels: readonly string[]) => void
  readonly observe: (name: Of<'histogram'>, seconds: number, ...labels: readonly string[]) => void
  readonly print: () => string
}

/** Labels come from short lists; should one not, this many are kept. */
const mostSeries = 1000

type Series = { readonly labels: readonly string[]; count: number; sum: number; under: number[] }

export function createMeters(): Meters {
  const kept = new Map<Name, Map<string, Series>>()

  const series = (name: Name, labels: readonly string[]): Series | undefined => {
    const of = kept.get(name) ?? new Map<string, Series>()
    kept.set(name, of)
    const key = labels.join('\n')
    const known = of.get(key)
    if (known || of.size >= mostSeries) return known
    const made = { labels, count: 0, sum: 0, under: (boundsOf(name) ?? []).map(() => 0) }
    of.set(key, made)
    return made
  }

  return {
    count: (name, ...labels) => {
      const found = series(name, labels)
      if (found) found.count += 1
    },
    observe: (name, seconds, ...labels) => {
      const found = series(name, labels)
      if (!found) return
      found.count += 1
      found.sum += seconds
      const at = (boundsOf(name) ?? []).findIndex((bound) => seconds <= bound)
      if (at >= 0) found.under[at] = (found.under[at] ?? 0) + 1
    },
    print: () =>
      (Object.keys(families) as Name[])
        .map((name) => printed(name, [...(kept.get(name)?.values() ?? [])]))
        .join(''),
  }
}

const boundsOf = (name: Name): readonly number[] | undefined => (families[name] as Family).bounds

function printed(name: Name, all: readonly Series[]): string {
  const { help, labels, bounds }: Family = families[name]
  const lines = all.flatMap((one) => {
    const pairs = labels.map((label, at) => `${label}="${escaped(one.labels[at] ?? '')}"`)
    const line = (suffix: string, value: number, more: readonly string[] = []) => {
      const inside = [...pairs, ...more].join(',')
      return `gate321_${name}${suffix}${inside === '' ? '' : `{${inside}}`} ${value}`
    }
    if (!bounds) return [line('', one.count)]
    let below = 0
    const buckets = bounds.map((bound, at) => {
      below += one.under[at] ?? 0
      return line('_bucket', below, [`le="${bound}"`])
    })
    return [
      ...buckets,
      line('_bucket', one.count, ['le="+Inf"']),
      line('_sum', one.sum),
      line('_count', one.count),
    ]
  })
  // A counter that counted nothing yet is nought, so that an alarm on it can be written.
  if (lines.length === 0 && labels.length === 0 && !bounds) lines.push(`gate321_${name} 0`)
  const kind = bounds ? 'histogram' : 'counter'
  return [`# HELP gate321_${name} ${help}`, `# TYPE gate321_${name} ${kind}`, ...lines, ''].join(
    '\n',
  )
}

const escaped = (value: string) =>
  value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`))
