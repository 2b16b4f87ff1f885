/**
 * The command line: a caller of the gateway like any other.
 * @module
 */
import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { actCommands } from './act.ts'
import { batchCommands } from './batches.ts'
import { catair } from './catair.ts'
import { groups } from './command.ts'
import type { Given } from './command.ts'
import { completionCommands } from './completion.ts'
import { connect } from './connect.ts'
import type { Connected } from './connect.ts'
import { exitCodeOf, meanings } from './exit.ts'
import { filingCommands } from './filing.ts'
import { followCommands } from './follow.ts'
import { handCommands } from './hands.ts'
import { keyCommands } from './keys.ts'
import { paperCommands } from './papers.ts'
import { terminalOf, wrap } from './print.ts'
import type { Terminal } from './print.ts'
import { recordCommands } from './records.ts'
import { runCommands } from './run.ts'
import { tariffCommands } from './tariffs.ts'
import { wallTime } from './time.ts'
import type { Time } from './time.ts'

export async function main(argv: readonly string[] = process.argv): Promise<void> {
  const terminal = terminalOf(process.stdout, process.stderr)
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endAtClosedPipe)
  try {
    await commands(terminal, argv).parseAsync(argv)
  } catch (error) {
    process.exitCode = exitCodeOf(error, terminal, argv.includes('--json'))
  }
}

/** The reader of a pipe may have seen enough: `gate321 status | head`. */
function endAtClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error
  process.exit()
}

const defaultUrl = 'http://127.0.0.1:3321'
const defaultKey = 'dev-key'

type Globals = { readonly url: string; readonly key: string; readonly json?: true }

export function commands(
  terminal: Terminal,
  argv: readonly string[] = [],
  time: Time = wallTime,
): Command {
  const program = new Command('gate321')
    .description('Section-321 entries, filed and followed. Simulated: nothing here reaches CBP.')
    .version(version())
    .addOption(new Option('--url <url>', 'the gateway').env('GATE321_URL').default(defaultUrl))
    .addOption(new Option('--key <key>', 'your API key').env('GATE321_API_KEY').default(defaultKey))
    .option('--json', 'print JSON')
    .configureHelp({ showGlobalOptions: true, helpWidth: terminal.width })
    .showHelpAfterError('(gate321 --help shows how)')
    .exitOverride()
  // A program gets the same as problem JSON.
  if (argv.includes('--json')) program.configureOutput({ writeErr: () => undefined })

  const json = () => program.opts<Globals>().json === true
  const alone: Given['alone'] = async (work) => {
    process.exitCode = await work(json())
  }
  const connection = () => {
    const { url, key } = program.opts<Globals>()
    // An empty variable is one that is not set.
    return { url: url || defaultUrl, key: key || defaultKey }
  }
  const run = (work: (client: Connected, json: boolean) => Promise<number>) =>
    alone((asJson) => work(connect(connection()), asJson))
  const given: Given = { program, terminal, time, run, connection, alone }

  program.commandsGroup(groups.file)
  filingCommands(given)
  followCommands(given)
  batchCommands(given)
  program.commandsGroup(groups.act)
  actCommands(given)
  paperCommands(given)
  keyCommands(given)
  program.commandsGroup(groups.know)
  tariffCommands(given)
  catair(program.command('catair'), terminal)
  program.commandsGroup(groups.keep)
  recordCommands(given)
  handCommands(given)
  program.commandsGroup(groups.run)
  runCommands(given)
  completionCommands(given)

  return program.addHelpText('after', ending(terminal.width))
}

const firstSteps = [
  'gate321 serve',
  'gate321 file parcels.csv',
  'gate321 watch',
  'gate321 file --help',
]

function ending(width: number): string {
  return [
    ...['', 'Examples:', ...firstSteps.map((line) => `  $ ${line}`)],
    ...['', 'Exit codes:'],
    ...meanings.flatMap(([code, meaning]) =>
      wrap(`  ${String(code).padStart(3)}  `, meaning, width, ' '.repeat(7)),
    ),
  ].join('\n')
}

/** The package knows itself by name, from its sources as from what is published of it. */
function version(): string {
  const manifest = readFileSync(new URL(import.meta.resolve('gate321/package.json')), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
