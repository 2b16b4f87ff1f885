/**
 * Stand-ins for what people type: the same text has the same one all through a capsule, so that one
 * person's day still adds up. They are counted as they come, so they tell nothing of the alphabet,
 * and a capsule that is made of a capsule is the same again.
 * @module
 */

/**
 * Each fits the field it stands in: SE30 has 35 characters, SE10 25-36 has 12, SE13 15 digits; SE31
 * takes letters and digits alone, B 60-80 hyphens besides.
 */
const forms = {
  name: (n: number) => `NAME ${n}`,
  street: (n: number) => `STREET ${n}`,
  city: (n: number) => `CITY ${n}`,
  postalCode: (n: number) => String(n).padStart(5, '0'),
  phone: (n: number) => `555${String(n).padStart(7, '0')}`,
  importer: (n: number) => `IOR ${n}`,
  number: (n: number) => `NUMBER${n}`,
  reference: (n: number) => `REF ${n}`,
  block: (n: number) => `BLOCK-${n}`,
  vessel: (n: number) => `VESSEL ${n}`,
  goods: (n: number) => `GOODS ${n}`,
  text: (n: number) => `TEXT ${n}`,
  document: (n: number) => `DOCUMENT ${n}`,
  entry: (n: number) => `ENTRY ${n}`,
  id: (n: number) => `ID ${n}`,
} as const

export type Kind = keyof typeof forms

export type Pseudonyms = {
  readonly of: (kind: Kind, text: string) => string
  /** Where `text` was met before. */
  readonly known: (kind: Kind, text: string) => string | undefined
  /** Stand-ins of every text of the kind that `fits`, each once. */
  readonly where: (kind: Kind, fits: (text: string) => boolean) => string[]
}

/** As the mock compares persons (book/day.ts): whatever the case and the gaps. */
const normal = (text: string) => text.toUpperCase().replace(/\s+/g, ' ')

export function pseudonyms(): Pseudonyms {
  const standIns = new Map<string, string>()
  const counts = new Map<Kind, number>()
  const texts: { kind: Kind; text: string; standIn: string }[] = []
  const met = new Set<string>()

  const of = (kind: Kind, text: string) => {
    const key = `${kind} ${normal(text)}`
    const known = standIns.get(key)
    const count = (counts.get(kind) ?? 0) + 1
    const standIn = known ?? forms[kind](count)
    if (known === undefined) {
      standIns.set(key, standIn)
      counts.set(kind, count)
    }
    if (!met.has(`${kind} ${text}`)) {
      met.add(`${kind} ${text}`)
      texts.push({ kind, text, standIn })
    }
    return standIn
  }

  return {
    of,
    known: (kind, text) => standIns.get(`${kind} ${normal(text)}`),
    where: (kind, fits) => {
      const fitting = texts.filter((one) => one.kind === kind && fits(one.text))
      return [...new Set(fitting.map(({ standIn }) => standIn))]
    },
  }
}
