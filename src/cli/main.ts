/**
 * The command line: a caller of the gateway like any other.
 * @module
 */
import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { catair } from './catair.ts'
import { certify } from './certify.ts'
import type { CertifyOptions } from './certify.ts'
import { connect } from './connect.ts'
import type { Connected } from './connect.ts'
import { exitCodeOf } from './exit.ts'
import { check, file } from './file.ts'
import { handCommands } from './hands.ts'
import { terminalOf } from './print.ts'
import type { Terminal } from './print.ts'
import { capsule, replay } from './replay.ts'
import type { CapsuleOptions } from './replay.ts'
import { recordCommands } from './records.ts'
import { mock, serve } from './serve.ts'
import type { ServeOptions } from './serve.ts'
import { statusOfAll, statusOfOne } from './status.ts'
import { importTariff, searchTariff, showTariff } from './tariff.ts'

export async function main(argv: readonly string[] = process.argv): Promise<void> {
  const terminal = terminalOf(process.stdout, process.stderr)
  // The reader of a pipe may have seen enough: `gate321 status | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  try {
    await commands(terminal).parseAsync(argv)
  } catch (error) {
    process.exitCode = exitCodeOf(error, terminal)
  }
}

const defaultUrl = 'http://127.0.0.1:3321'
const defaultKey = 'dev-key'

type Globals = { readonly url: string; readonly key: string; readonly json?: true }

function commands(terminal: Terminal): Command {
  const program = new Command('gate321')
    .description('Section-321 entries, filed and followed. Simulated: nothing here reaches CBP.')
    .version(version())
    .addOption(new Option('--url <url>', 'the gateway').env('GATE321_URL').default(defaultUrl))
    .addOption(new Option('--key <key>', 'your API key').env('GATE321_API_KEY').default(defaultKey))
    .option('--json', 'print JSON')
    .configureHelp({ showGlobalOptions: true, helpWidth: terminal.width })
    .showHelpAfterError('(gate321 --help shows how)')
    .exitOverride()

  const run = async (ask: (client: Connected, json: boolean) => Promise<number>) => {
    const { url, key, json } = program.opts<Globals>()
    // An empty variable is one that is not set.
    const connection = { url: url || defaultUrl, key: key || defaultKey }
    process.exitCode = await ask(connect(connection), json === true)
  }

  program
    .command('serve')
    .description('start the gateway, with a simulated CBP inside')
    .option('--port <port>', 'where to listen (PORT, 3321)')
    .option('--data <folder>', 'where its data lies (GATE321_DATA, ./data)')
    .option('--today <day>', 'the day it starts on, YYYY-MM-DD (GATE321_TODAY)')
    .option(
      '--scenarios <file>',
      'rules of the simulated CBP, YAML or JSON (GATE321_MOCK_SCENARIOS)',
    )
    .addHelpText('after', examples('gate321 serve --port 8080 --data /var/lib/gate321'))
    .action((options: ServeOptions) => serve(options))

  program
    .command('mock')
    .description('start the simulated CBP alone')
    .option('--port <port>', 'where to listen (MOCK_PORT, 3322)')
    .option('--data <folder>', 'where its data lies (GATE321_DATA, ./data)')
    .option('--today <day>', 'the day it starts on, YYYY-MM-DD (GATE321_TODAY)')
    .option(
      '--scenarios <file>',
      'rules of the simulated CBP, YAML or JSON (GATE321_MOCK_SCENARIOS)',
    )
    .action((options: ServeOptions) => mock(options))

  program
    .command('certify')
    .description('run a client through the trouble that CBP can make, and grade it')
    .requiredOption('--target <file>', 'how the client is started and told to file, YAML or JSON')
    .option('--only <check...>', 'these checks alone')
    .option('--junit <file>', 'write the results as JUnit XML too')
    .option('--data <folder>', 'keep the journal there, to look up what a check saw')
    .addHelpText(
      'after',
      examples(
        'gate321 certify --target mine.yaml',
        'gate321 certify --target mine.yaml --only follows',
      ),
    )
    .action(async (options: CertifyOptions) => {
      process.exitCode = await certify(terminal, options, program.opts<Globals>().json === true)
    })

  program
    .command('capsule')
    .description('fetch a world of the simulated CBP as one file, redacted, to replay it')
    .option('--mock <url>', 'the simulated CBP', 'http://127.0.0.1:3322')
    .option('--world <name>', 'which of its worlds')
    .addHelpText('after', examples('gate321 capsule > bug.capsule'))
    .action(async (options: CapsuleOptions) => {
      process.exitCode = await capsule(terminal, options)
    })

  program
    .command('replay')
    .description('play a capsule again, and say which replies are different')
    .argument('<file>', 'a capsule; - is stdin')
    .addHelpText(
      'after',
      examples('gate321 replay bug.capsule', 'gate321 capsule | gate321 replay -'),
    )
    .action(async (file: string) => {
      const json = program.opts<Globals>().json === true
      process.exitCode = await replay(terminal, { file, json })
    })

  program
    .command('check')
    .description('say what filing would do, without doing it')
    .argument('<file...>', 'shipments: JSON, a list, or one a line (NDJSON); - is stdin')
    .addHelpText(
      'after',
      examples('gate321 check shipment.json', 'gate321 check --json - < orders.ndjson'),
    )
    .action((files: string[]) => run((client, json) => check(client, terminal, { files, json })))

  program
    .command('file')
    .description('file shipments; the same ones again are not filed twice')
    .argument('<file...>', 'shipments: JSON, a list, or one a line (NDJSON); - is stdin')
    .addHelpText('after', examples('gate321 file orders/*.json', 'export-orders | gate321 file -'))
    .action((files: string[]) => run((client, json) => file(client, terminal, { files, json })))

  program
    .command('status')
    .description('one entry with its next step, or how all stand')
    .argument('[entry]', 'entry number, id or your reference')
    .option('--limit <count>', 'look at so many of the newest', positive, 200)
    .addHelpText(
      'after',
      examples(
        'gate321 status',
        'gate321 status ZZ9-0000001-1',
        'gate321 status SHP-000123 --json',
      ),
    )
    .action((wanted: string | undefined, { limit }: { limit: number }) =>
      run((client, json) =>
        wanted === undefined
          ? statusOfAll(client, terminal, limit, json)
          : statusOfOne(client, terminal, wanted, json),
      ),
    )

  recordCommands(program, terminal, run)

  const tariff = program.command('tariff').description('search, explain and import the tariff')
  tariff
    .command('search')
    .description('tariff numbers for everyday words')
    .argument('<words...>', 'what the goods are')
    .addHelpText('after', examples('gate321 tariff search mens cotton tee'))
    .action((words: string[]) =>
      run((client, json) => searchTariff(client, terminal, words.join(' '), json)),
    )
  tariff
    .command('show')
    .description('what a tariff number is')
    .argument('<number>', 'with or without dots, four to ten digits')
    .action((number: string) => run((client, json) => showTariff(client, terminal, number, json)))
  tariff
    .command('import')
    .description("load the USITC's export into the store of GATE321_DATA")
    .argument('<path>', 'a folder of chapter files (.json), or one of them')
    .option('--label <label>', 'what to call this revision')
    .action(async (path: string, { label }: { label?: string }) => {
      process.exitCode = await importTariff(terminal, path, label)
    })

  handCommands(program, terminal, run)
  catair(program.command('catair'), terminal)

  return program.addHelpText(
    'after',
    `${examples('gate321 serve', 'gate321 file shipment.json', 'gate321 status')}

Exit codes: 0 all fine, 1 something refused, 2 wrong usage, 3 no gateway.`,
  )
}

const examples = (...lines: readonly string[]) =>
  `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`

function positive(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a whole number from 1 on.')
}

/** The package knows itself by name, from its sources as from what is published of it. */
function version(): string {
  const manifest = readFileSync(new URL(import.meta.resolve('gate321/package.json')), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
