/**
 * Descriptions that name no goods, or hardly any.
 * @module
 */
import type { CheckedLine, Spotted } from './finding.ts'
import { namingOf } from './naming.ts'
import type { Naming } from './naming.ts'

const citation = '19 CFR 128.24(e)'

const thin: Partial<Record<Naming, (text: string) => string>> = {
  single: (text) =>
    `"${text}" is one word. Add what it is made of or what it is for, as in "Ceramic teapot".`,
  described: (text) =>
    `"${text}" gives a material, a colour, a size or a brand, but not the article itself.`,
  catchall: (text) =>
    `"${text}" fits many different goods. Name the article itself, not the group it belongs to.`,
}

export function vagueFindings({ description }: CheckedLine, at: string): Spotted[] {
  if (description === undefined) return []
  const pointer = `${at}/description`
  const naming = namingOf(description)
  if (naming === 'nothing' || naming === 'generic') {
    const message = `"${description}" does not say what the goods are. Name the article, its material and its use.`
    return [{ check: 'description_generic', pointer, message, citation }]
  }
  const message = thin[naming]?.(description)
  return message === undefined ? [] : [{ check: 'description_thin', pointer, message, citation }]
}
