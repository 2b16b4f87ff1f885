/**
 * `npm run crash`: so many rounds, and what came of them.
 * @module
 */
import { parseArgs } from 'node:util'
import { rounds } from './rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '321' },
  },
})

const write = (line: string) => process.stdout.write(`${line}\n`)
const began = Date.now()
const counts = await rounds(Number(values.rounds), Number(values.seed), write)
const { acknowledged, lost, filedTwice, ended, otherAnswers, diedStarting } = counts
write(`rounds           ${counts.rounds}, ${diedStarting} of them killed before it listened
acknowledged     ${acknowledged}
lost             ${lost}
filed twice      ${filedTwice}
at their end     ${ended}
other answers    ${otherAnswers}
milliseconds     ${Math.round((Date.now() - began) / counts.rounds)} a round`)
const sound = lost === 0 && filedTwice === 0 && otherAnswers === 0 && ended === acknowledged
process.exitCode = sound && acknowledged > 0 ? 0 : 1
