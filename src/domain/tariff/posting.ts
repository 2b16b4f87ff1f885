/**
 * Where a word occurs, as text: `6109:0-12*95,14*60 6110:3*80` says that in heading 6109 the lines
 * 0 to 12 have it with weight 95, line 14 with 60. Printed when a tariff is imported, read by every
 * search.
 * @module
 */

export type Span = { readonly from: number; readonly to: number; readonly weight: number }

/** `number` is a heading for a word, and any number beneath it for the word that is a heading. */
export type Place = { readonly number: string; readonly spans: readonly Span[] }

export const printPlaces = (places: readonly Place[]): string =>
  places.map(({ number, spans }) => `${number}:${spans.map(printSpan).join(',')}`).join(' ')

const printSpan = ({ from, to, weight }: Span) =>
  `${from === to ? from : `${from}-${to}`}*${weight}`

export const readPlaces = (text: string): Place[] =>
  text
    .split(' ')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [number = '', spans = ''] = piece.split(':')
      return { number, spans: spans.split(',').map(readSpan) }
    })

function readSpan(text: string): Span {
  const [range = '', weight = ''] = text.split('*')
  const [from = '', to = from] = range.split('-')
  return { from: Number(from), to: Number(to), weight: Number(weight) }
}
