import { describe, expect, it } from 'vitest'
import { began } from '../../mock-cbp/book/course.ts'
import { printRunning, readRunning } from '../../mock-cbp/book/running.ts'
import { builtIn } from '../../mock-cbp/scenario/builtin.ts'
import { compileRules } from '../../mock-cbp/scenario/compile.ts'
import { noon } from './given.ts'

describe('how far a course got', () => {
  it.each(builtIn.map(({ id, course }) => [id, course] as const))(
    'is kept of %s by its name, and read back whole',
    (id, course) => {
      const running = { ...began(course, id, noon), next: 1 }
      expect(Object.keys(JSON.parse(printRunning(running)))).toEqual(['scenario', 'next', 'anchor'])
      expect(readRunning(printRunning(running))).toEqual(running)
      expect(printRunning(readRunning(printRunning(running)))).toBe(printRunning(running))
    },
  )

  it('is kept whole of a rule of your own, whatever its name', () => {
    for (const { id, course } of compileRules([{ id: 'USUAL', steps: 'hold 2h, release' }])) {
      const running = began(course, id, noon)
      expect(JSON.parse(printRunning(running))).toEqual(running)
      expect(readRunning(printRunning(running))).toEqual(running)
    }
  })

  it('is kept whole of a built-in scenario that somebody steered', () => {
    const [rule] = builtIn
    if (!rule) throw new Error('there are no built-in rules')
    const running = { ...began(rule.course, rule.id, noon), steps: [...rule.course.steps] }
    expect(JSON.parse(printRunning(running))).toEqual(running)
  })
})
