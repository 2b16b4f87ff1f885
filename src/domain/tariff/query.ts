/**
 * A shop title as what is asked for: which of its words name the goods, and which only describe.
 * @module
 */
import type { Saying, Sayings } from './everyday/everyday.ts'
import { isFiller } from './words.ts'
import type { Words } from './words.ts'

/** One thing said: its words, what it means in the tariff, and how much it counts. */
export type Unit = {
  readonly terms: readonly { readonly word: string; readonly weight: number }[]
  readonly numbers: readonly { readonly digits: string; readonly weight: number }[]
  readonly importance: number
}

type Token = { readonly word: string; readonly at: number; readonly aside: boolean }

/** What is said less of the goods than their name, and how much less. */
const describing: readonly (readonly [share: number, words: string])[] = [
  [
    0.1,
    `set pack piece pcs pc kit pair gift new premium quality style cute cool best sale large small
    mini medium big size xl inch cm mm oz lb ft count box bulk assorted classic modern design
    deluxe pro plus professional heavy duty portable reusable custom personalized vintage retro
    luxury soft durable lightweight multi multicolor easy home house travel daily outdoor indoor`,
  ],
  [
    0.2,
    `black white red blue green yellow pink purple orange brown gray grey beige navy gold
    silver rose ivory cream print printed pattern floral striped plaid solid color colour
    colorful bright dark light clear transparent`,
  ],
  [
    0.35,
    `men mens man male women womens woman ladies lady female boys boy girls girl kids kid
    children childrens child toddler baby infant newborn unisex adult teen youth him her dad mom`,
  ],
  [
    0.55,
    `cotton wool silk linen polyester nylon leather suede denim fleece velvet cashmere knit
    knitted woven wood wooden bamboo metal steel stainless iron aluminum brass copper plastic
    silicone rubber glass ceramic porcelain stoneware paper cardboard acrylic resin fabric canvas
    textile fur straw cork stone marble crystal electric electronic cordless wireless bluetooth
    usb led smart digital automatic rechargeable battery`,
  ],
]

const aside = new Set(['for', 'with', 'in', 'by', ',', 'w', 'including', 'featuring'])

/** What a word counts when it names, when a saying explains it, and when one of several does. */
const shares = { plain: 1, explained: 0.6, together: 0.35, meant: 0.8, apart: 0.8, head: 1.5, aside: 0.5 } // prettier-ignore

/** A longer title is cut: the rest of it is advertisement. */
const mostWords = 24

export type Asking = (title: string) => Unit[]

export function asking(words: Words, sayings: Sayings): Asking {
  const rank = new Map<string, number>()
  for (const [share, list] of describing) {
    for (const word of list.split(/\s+/)) rank.set(words.stem(word), share)
  }
  const shareOf = (word: string) => (/^\d/.test(word) ? 0 : (rank.get(word) ?? 1))

  return (title) => {
    const tokens = tokensOf(words.spoken(title).slice(0, mostWords))
    const taken = new Set<Token>()
    const named: { said: Saying; by: readonly Token[] }[] = []
    for (const { said, by } of sayingsIn(tokens, sayings)) {
      if (by.some((token) => taken.has(token))) continue
      for (const token of by) taken.add(token)
      named.push({ said, by })
    }
    const rest = tokens.filter((token) => !taken.has(token) && shareOf(token.word) > 0)
    const naming = tokens.filter((token) => taken.has(token) || shareOf(token.word) === 1)
    const head = naming.findLast((token) => !token.aside) ?? naming.at(-1)
    const place = (by: readonly Token[]) =>
      (by.every((token) => token.aside) ? shares.aside : 1) *
      (head && by.includes(head) ? shares.head : 1)
    return [
      ...named.map(({ said, by }) => explained(said, by, place(by))),
      ...rest.map((token): Unit => {
        const importance = shareOf(token.word) * place([token])
        return { terms: [{ word: token.word, weight: shares.plain }], numbers: [], importance }
      }),
    ]
  }
}

function tokensOf(spoken: readonly string[]): Token[] {
  const start = spoken.findIndex((word) => !isFiller(word) && word !== ',')
  const turn = spoken.findIndex((word, at) => at > start && aside.has(word))
  return spoken.flatMap((word, at) =>
    isFiller(word) || aside.has(word) ? [] : [{ word, at, aside: turn >= 0 && at > turn }],
  )
}

/** Sayings whose words all occur, in whatever order: longest first, then closest, then last. */
function sayingsIn(tokens: readonly Token[], sayings: Sayings) {
  return tokens
    .flatMap(({ word }) => sayings.get(word) ?? [])
    .flatMap((said) => {
      const by = said.said.map((word) => tokens.find((token) => token.word === word))
      return by.every((token) => token !== undefined) ? [{ said, by }] : []
    })
    .sort(
      (a, b) => b.by.length - a.by.length || spread(a.by) - spread(b.by) || end(b.by) - end(a.by),
    )
}

const end = (by: readonly Token[]) => Math.max(...by.map(({ at }) => at))

const spread = (by: readonly Token[]) => end(by) - Math.min(...by.map(({ at }) => at))

function explained(said: Saying, by: readonly Token[], place: number): Unit {
  const together = spread(by) === by.length - 1 ? 1 : shares.apart
  const own = by.length === 1 ? shares.explained : shares.together
  return {
    terms: [
      ...by.filter(({ word }) => /^[a-z]/.test(word)).map(({ word }) => ({ word, weight: own })),
      ...said.words.map((word) => ({ word, weight: shares.meant })),
    ],
    numbers: said.numbers.map((digits, index) => ({
      digits,
      weight: Math.max(0.5, 1 - index / 10),
    })),
    importance: together * place,
  }
}
