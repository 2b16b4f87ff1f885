/**
 * Text as the words that search compares: without case, accents, endings and filler.
 * @module
 */

/** Takes the ending off an English word; handed in, because it comes from a package. */
export type Stem = (word: string) => string

export type Words = {
  /** Every word of a shop title, stems only; a comma is a word of its own. */
  readonly spoken: (text: string) => string[]
  /** The phrases of a tariff description, each as its telling words, the naming ones first. */
  readonly written: (text: string) => Phrase[]
  readonly stem: Stem
}

/** `named` come before, `added` after words such as "for", "with" and "of a kind". */
export type Phrase = { readonly named: readonly string[]; readonly added: readonly string[] }

const fillers = new Set(
  `a all an and any are as at be between but by each elsewhere etc example except excluding for from
  general having heading headings if in include included includes including into is it its kind
  kinds less like more nesoi no not of on only or other others over part per provided similar
  specified statistical subheading such than that the their them then there thereof therefor these
  they this those to under up us use used using valued were whether which with within without you
  your material materials article articles product products outer surface weight percent valued
  exceeding exceed note notes described additional`.split(/\s+/),
)

export const isFiller = (word: string): boolean => fillers.has(word)

/** What a heading says it does not cover would otherwise be found there. */
const exclusion =
  /\b(?:other than|except(?:ing)?|excluding|not including|whether or not|not)\b[^;:()]*/g

const addition =
  /^(?:for|with|without|of|used|designed|containing|having|in|from|to|by|incorporating|made)$/

/** More than the tariff has; callers may ask for anything, and memory is not theirs. */
const mostKnown = 20_000

export function words(stem: Stem): Words {
  const known = new Map<string, string>()
  const stemmed = (word: string): string => {
    const ready = known.get(word)
    if (ready !== undefined) return ready
    const made = stem(word)
    if (known.size >= mostKnown) known.clear()
    known.set(word, made)
    return made
  }
  const telling = (list: readonly string[]) =>
    list.filter((word) => /^[a-z]{2}/.test(word) && !fillers.has(word)).map(stemmed)

  return {
    stem: stemmed,
    spoken: (text) =>
      plain(text)
        .replace(/[,;|()[\]/–—]+|\s-\s/g, ' , ')
        .split(/[^a-z0-9,]+/)
        .filter((word) => word !== '')
        .map((word) => (fillers.has(word) ? word : stemmed(word))),
    written: (text) =>
      plain(text)
        .replace(exclusion, ' ')
        .split(/[;:()]+/)
        .map((piece) => piece.split(/[^a-z0-9]+/).filter((word) => word !== ''))
        .map((list) => {
          const at = list.findIndex((word, index) => index > 0 && addition.test(word))
          const cut = at < 0 ? list.length : at
          return { named: telling(list.slice(0, cut)), added: telling(list.slice(cut)) }
        })
        .filter(({ named, added }) => named.length + added.length > 0),
  }
}

/** Lower case, unaccented; `men's` is `mens`, `T-shirt` is `tshirt`, `on-the-go` stays three. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/['`\u2018\u2019\u02b9-\u02bc]/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\b([a-z])-(?=[a-z])/g, '$1')
