/**
 * `npm run planted`: each bug into a copy, and whether it is found.
 * @module
 */
import { parseArgs } from 'node:util'
import { bugs, copyOfTree } from './bugs.ts'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, only: { type: 'string', default: '' } },
})

const copy = copyOfTree()
const missed: string[] = []
for (const bug of bugs().filter(({ name }) => name.includes(values.only))) {
  const fits = copy.apply(bug)
  const by = fits ? copy.hunt(bug, Number(values.seeds)) : undefined
  if (fits) copy.apply(bug, 'back')
  if (by === undefined) missed.push(bug.name)
  const what = fits ? (by === undefined ? 'MISSED' : 'caught') : 'DOES NOT APPLY'
  process.stdout.write(`${what}  ${bug.name}: ${bug.title}\n        ${by ?? bug.catcher}\n`)
}
copy.remove()
process.stdout.write(`${missed.length} missed ${missed.join(', ')}\n`)
process.exitCode = missed.length === 0 ? 0 : 1
