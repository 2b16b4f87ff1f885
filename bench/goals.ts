/**
 * What a figure is to reach, and whether it does.
 * @module
 */
import { table } from './table.ts'

export type Goal = {
  readonly what: string
  readonly measured: number | undefined
  /** One of the two. */
  readonly least?: number
  readonly below?: number
}

export function isMet({ measured = NaN, least, below }: Goal): boolean {
  return (least === undefined || measured >= least) && (below === undefined || measured < below)
}

const written = (value: number) =>
  value < 10 && !Number.isInteger(value)
    ? value.toFixed(2)
    : Math.round(value).toLocaleString('en-US')

/** The cells of one goal: what, the goal, what was measured, whether it is met. */
export const goalRow = (goal: Goal): string[] => [
  goal.what,
  goal.least === undefined ? `< ${written(goal.below ?? NaN)}` : `>= ${written(goal.least)}`,
  goal.measured === undefined || Number.isNaN(goal.measured) ? '-' : written(goal.measured),
  isMet(goal) ? 'yes' : 'no',
]

export const met = (goals: readonly Goal[]): string =>
  table([['goal', 'at least', 'measured', 'met'], ...goals.map(goalRow)])
