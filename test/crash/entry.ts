/**
 * A gateway process to be killed: the one of production, with its store's commits counted, so that
 * it can die just before or just after the n-th of them. It loads, says so, and starts when told.
 * @module
 */
import { once } from 'node:events'
import Database from 'better-sqlite3'
import { readConfig } from '../../src/config.ts'
import { startGateway } from '../../src/node.ts'
import { send } from '../../src/node.ts'

type Order = {
  readonly env: Readonly<Record<string, string>>
  /** The instant that the parent's clock showed, and when that was on the wall. */
  readonly base: string
  readonly since: number
  readonly die: Death | undefined
}

/** `calls` are those to CBP; by the wall there is no n. */
export type Death = {
  readonly at: 'commit' | 'call'
  readonly n: number
  readonly when: 'before' | 'after'
}

const kill = () => process.kill(process.pid, 'SIGKILL')

function dyingCommits({ n, when }: Death): void {
  let commits = 0
  const { prepare } = Database.prototype
  Database.prototype.prepare = function (this: Database.Database, text: string) {
    const statement = prepare.call(this, text)
    if (text !== 'commit') return statement
    const run = statement.run.bind(statement) as () => Database.RunResult
    statement.run = () => {
      const last = ++commits === n
      if (last && when === 'before') kill()
      const done = run()
      if (last) kill()
      return done
    }
    return statement
  } as typeof prepare
}

function dyingCalls({ n, when }: Death): typeof send {
  let calls = 0
  return async (request) => {
    const last = ++calls === n
    if (last && when === 'before') kill()
    const response = await send(request)
    if (last) kill()
    return response
  }
}

process.stdout.write('loaded\n')
const [line] = (await once(process.stdin, 'data')) as [Buffer]
const { env, base, since, die } = JSON.parse(line.toString()) as Order
if (die?.at === 'commit') dyingCommits(die)
const reading = readConfig(env)
if (!reading.ok) throw new Error(reading.mistakes.join('\n'))
const now = () => new Date(Date.parse(base) + Date.now() - since).toISOString()
const toCbp = die?.at === 'call' ? dyingCalls(die) : send
const running = await startGateway(reading.config, toCbp, { now }, () => undefined)
process.stdout.write(`${running.url}\n`)
