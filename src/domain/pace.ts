/**
 * How long releases took, as spans that widen: four to each doubling, so that a figure read from
 * them is right to a tenth, whether it is seconds or weeks, and a day of a million takes 84 counts.
 * @module
 */

/** How many releases took a time of that span. */
export type Spans = ReadonlyMap<number, number>

const perDoubling = 4

/** The span of so many seconds; 0 holds everything up to one. */
export const spanOf = (seconds: number): number =>
  seconds <= 1 ? 0 : Math.ceil(perDoubling * Math.log2(seconds) - 1e-9)

/** The longest time of a span, in seconds. */
export const spanEnd = (span: number): number => 2 ** (span / perDoubling)

export const inSpans = (spans: Spans): number => [...spans.values()].reduce((sum, n) => sum + n, 0)

/** The time within which `percent` of them were released; `null` where there were none. */
export function within(spans: Spans, percent: number): number | null {
  const wanted = Math.ceil((inSpans(spans) * percent) / 100)
  let passed = 0
  for (const [span, n] of [...spans].sort(([a], [b]) => a - b)) {
    passed += n
    // In the middle of the span, in the way that spans grow.
    if (passed >= wanted && n > 0) return span === 0 ? 1 : Math.round(spanEnd(span - 0.5))
  }
  return null
}

/** The same by whole doublings, for a picture: each with its longest time in seconds. */
export function doublings(spans: Spans): { readonly seconds: number; readonly n: number }[] {
  const counts = new Map<number, number>()
  for (const [span, n] of spans) {
    const doubling = Math.ceil(span / perDoubling)
    counts.set(doubling, (counts.get(doubling) ?? 0) + n)
  }
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())]
  if (counts.size === 0) return []
  return Array.from({ length: last - first + 1 }, (_, n) => ({
    seconds: 2 ** (first + n),
    n: counts.get(first + n) ?? 0,
  }))
}
