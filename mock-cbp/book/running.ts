/**
 * How far an entry's course got, as its row keeps it. Nearly every entry follows a built-in scenario
 * as it is written; of those only the name is kept, because the whole of it is half of the row, and
 * each filing would write it anew.
 * @module
 */
import { builtIn } from '../scenario/builtin.ts'
import { usualCourse } from '../scenario/step.ts'
import type { Course } from '../scenario/step.ts'
import type { Running } from './course.ts'

const courses: ReadonlyMap<string, Course> = new Map(builtIn.map(({ id, course }) => [id, course]))

const parts = ['steps', 'progress', 'duplicate', 'reorder', 'correction', 'cancellation'] as const

export function printRunning(running: Running): string {
  const { scenario, next, anchor } = running
  const course = courses.get(scenario)
  // What a call or a rule file changed is another object, even where it says the same.
  const asWritten = course && parts.every((part) => course[part] === running[part])
  return JSON.stringify(asWritten ? { scenario, next, anchor } : running)
}

export function readRunning(text: string): Running {
  const kept = JSON.parse(text) as Running | Pick<Running, 'scenario' | 'next' | 'anchor'>
  if ('steps' in kept) return kept
  const { steps, progress, duplicate, reorder, correction, cancellation } =
    courses.get(kept.scenario) ?? usualCourse
  return { ...kept, steps, progress, duplicate, reorder, correction, cancellation }
}
