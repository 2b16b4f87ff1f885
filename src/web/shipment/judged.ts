/**
 * What gate321 says of what stands in the form, for the panel beside it and for each field.
 * @module
 */
import type { Problem } from '../../domain/problem.ts'
import type { Checked } from '../../gateway/check.ts'
import type { QuotedItem } from '../../gateway/quote.ts'
import type { Advice } from '../../gateway/saying.ts'
import type { TariffHit } from '../../gateway/tariff.ts'
import type { Desk } from '../page.ts'
import { readingOf } from './typed.ts'
import type { Typed } from './typed.ts'

export type Judged = {
  readonly checked: Checked
  readonly quoted: QuotedItem | undefined
  /** Fields where nothing is typed yet: no reason to be told off. */
  readonly empty: readonly string[]
  /** By pointer. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>
  readonly advice: ReadonlyMap<string, readonly Advice[]>
}

export async function judge({ gateway, caller }: Desk, typed: Typed): Promise<Judged> {
  const reading = readingOf(typed)
  const checked = await gateway.check(caller.filer, reading)
  const [quoted] = (await gateway.quote(caller.filer, [reading])).items
  const empty = checked.problems
    .filter(({ code, pointer }) => code === 'required' && (typed.texts.get(pointer) ?? '') === '')
    .map(({ pointer }) => pointer)
  return {
    ...{ checked, quoted, empty },
    problems: Map.groupBy(checked.problems, ({ pointer }) => pointer),
    advice: Map.groupBy(checked.advice, ({ pointer }) => pointer),
  }
}

export type Hits = ReadonlyMap<number, readonly TariffHit[]>

const mostHits = 6

export const search = ({ gateway }: Desk, question: string): Promise<readonly TariffHit[]> =>
  question.trim() === ''
    ? Promise.resolve([])
    : gateway.tariff.search(question.slice(0, 200), mostHits)
