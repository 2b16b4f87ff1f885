/**
 * The commands that start a runtime, grade a client, and play exchanges again.
 * @module
 */
import type { Command } from 'commander'
import { certify } from './certify.ts'
import type { CertifyOptions } from './certify.ts'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { exit } from './exit.ts'
import { capsule, replay } from './replay.ts'
import type { CapsuleOptions } from './replay.ts'
import { mock, serve } from './serve.ts'
import type { ServeOptions } from './serve.ts'

const addresses = 'one line with the addresses once it listens; the log is JSON lines on stderr.'

export function runCommands({ program, terminal, alone }: Given): void {
  const settings = (command: Command, port: string) =>
    command
      .option('--port <port>', `where to listen (${port})`)
      .option('--data <folder>', 'where its data lies (GATE321_DATA, ./data)')
      .option('--today <day>', 'the day it starts on, YYYY-MM-DD (GATE321_TODAY)')
      .option(
        '--scenarios <file>',
        'rules of the simulated CBP, YAML or JSON (GATE321_MOCK_SCENARIOS)',
      )
  const starting = (start: (options: ServeOptions, json: boolean) => Promise<void>) => {
    return (options: ServeOptions) =>
      alone(async (json) => {
        await start(options, json)
        return exit.fine
      })
  }

  const serveCommand = program
    .command('serve')
    .description('start the gateway, with a simulated CBP inside')
    .action(starting(serve))
  showing(settings(serveCommand, 'PORT, 3321'), {
    examples: ['gate321 serve', 'gate321 serve --port 8080 --data /var/lib/gate321'],
    json: addresses,
  })

  const mockCommand = program
    .command('mock')
    .description('start the simulated CBP alone')
    .action(starting(mock))
  showing(settings(mockCommand, 'MOCK_PORT, 3322'), {
    examples: ['gate321 mock', 'gate321 mock --today 2026-11-23 --scenarios friday.yaml'],
    json: addresses,
  })

  const certifying = program
    .command('certify')
    .description('run a client through the trouble that CBP can make, and grade it')
    .requiredOption('--target <file>', 'how the client is started and told to file, YAML or JSON')
    .option('--only <check...>', 'these checks alone')
    .option('--junit <file>', 'write the results as JUnit XML too')
    .option('--data <folder>', 'keep the journal there, to look up what a check saw')
    .action((options: CertifyOptions) => alone((json) => certify(terminal, options, json)))
  showing(certifying, {
    examples: [
      'gate321 certify --target mine.yaml',
      'gate321 certify --target mine.yaml --only follows',
    ],
    json: 'one value, the certificate.',
  })

  const fetching = program
    .command('capsule')
    .description('fetch a world of the simulated CBP as one file, redacted, to replay it')
    .option('--mock <url>', 'the simulated CBP', 'http://127.0.0.1:3322')
    .option('--world <name>', 'which of its worlds')
    .action((options: CapsuleOptions) => alone(() => capsule(terminal, options)))
  showing(fetching, {
    examples: ['gate321 capsule > bug.capsule', 'gate321 capsule --world blue > blue.capsule'],
    json: 'the capsule, which is JSON anyway.',
  })

  const replaying = program
    .command('replay')
    .description('play a capsule again, and say which replies are different')
    .argument('<file>', 'a capsule; - is stdin')
    .action((file: string) => alone((json) => replay(terminal, { file, json })))
  showing(replaying, {
    examples: ['gate321 replay bug.capsule', 'gate321 capsule | gate321 replay -'],
    json: 'one value, each exchange and whether it was the same.',
  })
}
