/**
 * Where two texts part, in a few lines: the ones they share around it, `-` of the first, `+` of the
 * second.
 * @module
 */

const around = 2
const most = 12

export function firstDifference(first: string, second: string): string[] {
  const [before, after] = pretty(first) === pretty(second) ? [first, second] : [pretty(first), pretty(second)] // prettier-ignore
  const [one, two] = [before.split('\n'), after.split('\n')]
  const shared = one.findIndex((line, index) => line !== two[index])
  const start = shared === -1 ? one.length : shared
  let end = 0
  const shortest = Math.min(one.length, two.length) - start
  while (end < shortest && one.at(-1 - end) === two.at(-1 - end)) end += 1
  const cut = (lines: readonly string[]) => lines.slice(start, lines.length - end)
  return [
    ...one.slice(Math.max(start - around, 0), start).map((line) => `  ${line}`),
    ...shortened(cut(one).map((line) => `- ${line}`)),
    ...shortened(cut(two).map((line) => `+ ${line}`)),
    ...one.slice(one.length - end, one.length - end + around).map((line) => `  ${line}`),
  ]
}

/** A body of JSON over many lines, so that what is different has one of its own. */
function pretty(text: string): string {
  const [head = '', ...rest] = text.split('\n\n')
  try {
    return [head, JSON.stringify(JSON.parse(rest.join('\n\n')), null, 2)].join('\n\n')
  } catch {
    return text
  }
}

const shortened = (lines: readonly string[]) =>
  lines.length <= most ? lines : [...lines.slice(0, most), `${lines[0]?.[0]} and ${lines.length - most} lines more`] // prettier-ignore
