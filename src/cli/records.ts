/**
 * The commands of the record, as they are typed.
 * @module
 */
import type { Command } from 'commander'
import type { Connected } from './connect.ts'
import type { Terminal } from './print.ts'
import { backupTo, exportRecord, reconcile, restoreFrom, verifyRecord } from './record.ts'
import type { DataOption, VerifyOptions } from './record.ts'

type Run = (ask: (client: Connected, json: boolean) => Promise<number>) => Promise<void>

const folder = ['--data <folder>', 'the data of the gateway (GATE321_DATA, ./data)'] as const

export function recordCommands(program: Command, terminal: Terminal, run: Run): void {
  const json = () => program.opts<{ json?: true }>().json === true
  const end = async (code: Promise<number>) => {
    process.exitCode = await code
  }

  program
    .command('export')
    .description('write the record of all entries: events, raw messages, seals, a line each')
    .requiredOption('--journal <file>', 'where to; - is stdout')
    .option(...folder)
    .addHelpText('after', examples('gate321 export --journal 2026.ndjson'))
    .action((options: DataOption & { journal: string }) => end(exportRecord(terminal, options)))

  program
    .command('verify')
    .description('walk every chain and seal of a record, and name what is damaged')
    .argument('[file]', 'what "gate321 export" wrote; without it the database itself')
    .option(...folder)
    .option('--expect <hash...>', 'hashes of seals that you kept elsewhere')
    .addHelpText(
      'after',
      examples('gate321 verify 2026.ndjson', 'gate321 verify --data /var/lib/gate321'),
    )
    .action((file: string | undefined, options: VerifyOptions) =>
      end(verifyRecord(terminal, file, options, json())),
    )

  program
    .command('backup')
    .description('copy database and documents into one file while the gateway runs, and verify it')
    .argument('<file>', 'the copy; it is never written over')
    .option(...folder)
    .option('--no-documents', 'leave out the documents; copy their folder beside it')
    .addHelpText('after', examples('gate321 backup /backup/gate321-$(date +%F-%H).sqlite'))
    .action((file: string, options: DataOption & { documents: boolean }) =>
      end(backupTo(terminal, file, options, json())),
    )

  program
    .command('restore')
    .description('make a backup the database of a gateway; it files nothing before "reconcile"')
    .argument('<file>', 'what "gate321 backup" wrote')
    .requiredOption('--data <folder>', 'where to; no database may be there')
    .addHelpText(
      'after',
      examples('gate321 restore /backup/gate321-2026-11-23-14.sqlite --data ./data'),
    )
    .action((file: string, options: { data: string }) =>
      end(restoreFrom(terminal, file, options, json())),
    )

  program
    .command('reconcile')
    .description('ask CBP what a restored database does not know, then let it send again')
    .addHelpText('after', examples('gate321 reconcile', 'gate321 reconcile --json'))
    .action(() => run((client, asJson) => reconcile(client, terminal, asJson)))
}

const examples = (...lines: readonly string[]) =>
  `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`
