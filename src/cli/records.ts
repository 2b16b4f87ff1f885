/**
 * The commands of the record, as they are typed.
 * @module
 */
import type { Command } from 'commander'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { archiveTo } from './archive.ts'
import type { ArchiveOptions } from './archive.ts'
import { importHouse } from './import.ts'
import type { HouseOptions } from './import.ts'
import { calendarDay } from './option.ts'
import { backupTo, exportRecord, reconcile, restoreFrom, verifyRecord } from './record.ts'
import type { DataOption, VerifyOptions } from './record.ts'

const folder = ['--data <folder>', 'the data of the gateway (GATE321_DATA, ./data)'] as const

const verified = 'one value, what was counted and each damage.'

export function recordCommands({ program, terminal, time, run, connection, alone }: Given): void {
  const record = program
    .command('record')
    .description('the five-year record of all entries, for the auditor')
  const exporting = record
    .command('export')
    .description('write events, raw messages and seals, a line each')
    .argument('<file>', 'where to; - is stdout')
    .option(...folder)
    .action((journal: string, options: DataOption) =>
      alone((json) => exportRecord(terminal, time, { ...options, journal }, json)),
    )
  showing(exporting, {
    examples: ['gate321 record export 2026.ndjson', 'gate321 record export - | zstd > 2026.zst'],
    json: 'one value, how many lines are where; the record itself is NDJSON.',
  })

  const verifying = (parent: Command, name: string) => {
    const command = parent
      .command('verify')
      .description('walk every chain and seal of a record, and name what is damaged')
      .argument(
        '[file]',
        'what "gate321 record export" wrote, or an archive; without it the database',
      )
      .option(...folder)
      .option('--archives <folder>', 'with the database: the archives that hold its oldest entries')
      .option('--expect <hash...>', 'hashes of seals that you kept elsewhere')
      .action((file: string | undefined, options: VerifyOptions) =>
        alone((json) => verifyRecord(terminal, file, options, json)),
      )
    showing(command, {
      examples: [`${name} 2026.ndjson`, `${name} --data /var/lib/gate321 --archives /archive`],
      json: verified,
    })
  }
  verifying(record, 'gate321 record verify')
  verifying(program, 'gate321 verify')

  const copying = program
    .command('backup')
    .description('copy database and documents into one file while the gateway runs, and verify it')
    .argument('<file>', 'the copy; it is never written over')
    .option(...folder)
    .option('--no-documents', 'leave out the documents; copy their folder beside it')
    .action((file: string, options: DataOption & { documents: boolean }) =>
      alone((json) => backupTo(terminal, time, file, options, json)),
    )
  showing(copying, {
    examples: ['gate321 backup /backup/gate321-$(date +%F-%H).sqlite'],
    json: verified,
  })

  const restoring = program
    .command('restore')
    .description('make a backup the database of a gateway; it files nothing before "reconcile"')
    .argument('<file>', 'what "gate321 backup" wrote')
    .requiredOption('--data <folder>', 'where to; no database may be there')
    .action((file: string, options: { data: string }) =>
      alone((json) => restoreFrom(terminal, time, file, options, json)),
    )
  showing(restoring, {
    examples: ['gate321 restore /backup/gate321-2026-11-23-14.sqlite --data ./data'],
    json: verified,
  })

  const archiving = program
    .command('archive')
    .description('move entries that ended before a day into files, while the gateway runs')
    .requiredOption('--before <day>', 'silent since this day, YYYY-MM-DD', calendarDay)
    .requiredOption('--to <folder>', 'where the files go; always the same folder')
    .option('--force', 'also what ended less than 180 days ago')
    .option(...folder)
    .option('--database <url>', 'a PostgreSQL (GATE321_DATABASE_URL)')
    .action((options: ArchiveOptions) => alone((json) => archiveTo(terminal, time, options, json)))
  showing(archiving, {
    more: [
      'Moved are the journals, raw messages and documents of released and cancelled entries, each file verified before anything is taken out. Lists, references, ledger and seals stay. Interrupted, the same command goes on.',
    ],
    examples: ['gate321 archive --before 2026-01-01 --to /archive'],
    json: 'one value, the archives that were made and how many entries are in them.',
  })

  const importing = program
    .command('import')
    .description(
      'carry what "gate321 export --everything" wrote into an empty store, and compare it',
    )
    .argument('<file>', 'all that another gateway kept')
    .option('--through', 'through the gateway at --url; the only way into D1')
    .option('--data <folder>', 'a folder for SQLite and documents (GATE321_DATA, ./data)')
    .option('--database <url>', 'an empty PostgreSQL (GATE321_DATABASE_URL)')
    .action((file: string, options: HouseOptions) =>
      alone((json) =>
        importHouse(terminal, time, file, { ...options, connection: connection() }, json),
      ),
    )
  showing(importing, {
    more: [
      'Interrupted, the same command goes on. The new gateway files nothing before "gate321 reconcile".',
    ],
    examples: [
      'gate321 import house.ndjson.gz --data ./new',
      'gate321 import house.ndjson.gz --database postgres://gate321@db.internal/gate321',
      'gate321 import house.ndjson.gz --through --url https://gate321.example.workers.dev',
    ],
    json: verified,
  })

  const reconciling = program
    .command('reconcile')
    .description('ask CBP what a restored database does not know, then let it send again')
    .action(() => run((client, json) => reconcile(client, terminal, json)))
  showing(reconciling, {
    examples: ['gate321 reconcile'],
    json: 'one value, how sending stands and what CBP has beyond this database.',
  })
}
