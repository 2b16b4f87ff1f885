/**
 * `npm run nodes`: many gateways on one PostgreSQL and one mailbox, one of them killed every few
 * seconds, and what came of it.
 * @module
 */
import { parseArgs } from 'node:util'
import { run } from './run.ts'

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '20000' },
    nodes: { type: 'string', default: '4' },
    every: { type: 'string', default: '4' },
    minutes: { type: 'string', default: '60' },
  },
})

const write = (line: string) => process.stdout.write(`${line}\n`)
const made = await run(
  {
    entries: Number(values.entries),
    nodes: Number(values.nodes),
    everyMillis: Number(values.every) * 1000,
    mostMillis: Number(values.minutes) * 60_000,
  },
  write,
)
write(`nodes            ${values.nodes}
acknowledged     ${made.acknowledged}
killed           ${made.kills}
asked again      ${made.repeats}
lost             ${made.lost}
filed twice      ${made.filedTwice}
at their end     ${made.ended}
told to nobody   ${made.stray}
other answers    ${made.otherAnswers}
seconds          ${made.secondsToFile} to file, ${made.seconds} to the last end`)
const sound = made.lost + made.filedTwice + made.stray + made.otherAnswers === 0
process.exitCode = sound && made.ended === made.acknowledged && made.acknowledged > 0 ? 0 : 1
