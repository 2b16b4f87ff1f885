/**
 * Manufacturer identification code, computed from name and address (19 CFR 102 appendix).
 * @module
 */

export type Maker = {
  readonly name: string
  readonly street: string
  readonly city: string
  /** ISO 3166 alpha-2. */
  readonly country: string
  /** ISO 3166-2 code without the country; Canada's provinces take the place of `CA`. */
  readonly subdivision?: string
}

const ignored = new Set(['A', 'AN', 'AND', 'OF', 'THE'])

const provinces: Readonly<Record<string, string>> = {
  AB: 'XA', BC: 'XC', MB: 'XM', NB: 'XB', NL: 'XW', NS: 'XN', NT: 'XT',
  NU: 'XV', ON: 'XO', PE: 'XP', QC: 'XQ', SK: 'XS', YT: 'XY',
} // prettier-ignore

/** Places that are a city and a country: the country's name serves as the city. */
const cityStates: Readonly<Record<string, string>> = { HK: 'HON', MO: 'MAC', SG: 'SIN' }

/** Up to 15 characters: country, two words of the name, street number, city. */
export function manufacturerId(maker: Maker): string {
  const country =
    maker.country === 'CA' ? (provinces[maker.subdivision ?? ''] ?? 'CA') : maker.country
  const name = wordsOf(bare(maker.name)).slice(0, 2).map(first3).join('')
  return country + name + streetNumber(maker.street) + cityOf(maker)
}

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')

const first3 = (word: string) => word.slice(0, 3)

function wordsOf(name: string): string[] {
  const tokens = name
    .toUpperCase()
    .split(/[\s-]+/)
    .map((token) => token.replace(/[^A-Z0-9]/g, ''))
    .filter((token) => token !== '')
  return joinInitials(tokens).filter((word) => word.length > 1 && !ignored.has(word))
}

/** `B L` becomes `BL`; a lone initial stays alone and is dropped by its length. */
function joinInitials(tokens: readonly string[]): string[] {
  const words: string[] = []
  let run = ''
  for (const token of [...tokens, '']) {
    if (/^[A-Z]$/.test(token)) {
      run += token
      continue
    }
    if (run !== '') words.push(run)
    run = ''
    if (token !== '') words.push(token)
  }
  return words
}

/** A comma or hyphen joins digits, a space separates numbers, the largest wins, four digits stay. */
function streetNumber(street: string): string {
  const numbers = street
    .split(/\s+/)
    .map((token) => token.replace(/[^0-9]/g, ''))
    .filter((digits) => digits !== '')
  const largest = numbers.reduce((a, b) => (Number(b) > Number(a) ? b : a), '')
  return largest.slice(0, 4)
}

function cityOf({ city, country }: Maker): string {
  const state = cityStates[country]
  if (state) return state
  return bare(city)
    .toUpperCase()
    .split(/\s+/)
    .filter((word) => !ignored.has(word))
    .join('')
    .replace(/[^A-Z]/g, '')
    .slice(0, 3)
}
