/**
 * The commands that look at what was filed, as they are typed.
 * @module
 */
import { Option } from 'commander'
import type { ListFilter, Status } from '../client.ts'
import { statuses } from '../domain/status.ts'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { exportEntries, formats } from './export.ts'
import type { Format } from './export.ts'
import { exportHouse } from './import.ts'
import type { HouseOptions } from './import.ts'
import { moment, positive } from './option.ts'
import { exportRecord } from './record.ts'
import { statusOfAll, statusOfOne } from './status.ts'
import { watch } from './watch.ts'

type ExportOptions = ListFilter &
  HouseOptions & {
    readonly master?: string
    readonly format?: Format
    readonly output?: string
    readonly journal?: string
    readonly everything?: string
  }

type WatchOptions = {
  readonly status?: readonly Status[]
  readonly master?: string
  readonly batch?: string
  readonly after?: number
  readonly untilDone?: true
}

export function followCommands({ program, terminal, time, run, connection, alone }: Given): void {
  const standing = program
    .command('status')
    .description('one entry with its next step, or how all stand')
    .argument('[entry]', 'entry number, id or your reference')
    .option('--limit <count>', 'look at so many of the newest', positive, 200)
    .action((wanted: string | undefined, { limit }: { limit: number }) =>
      run((client, json) =>
        wanted === undefined
          ? statusOfAll(client, terminal, limit, json)
          : statusOfOne(client, terminal, wanted, json),
      ),
    )
  showing(standing, {
    examples: [
      'gate321 status',
      'gate321 status ZZ9-0000001-1',
      'gate321 status SHP-000123 --json',
    ],
    json: 'one value, the entry with its events, or the counts and the items.',
  })

  const watching = program
    .command('watch')
    .description('entries as they change, until you have seen enough (Ctrl-C)')
    .addOption(new Option('--status <status...>', 'in these statuses').choices(statuses))
    .option('--master <bill>', 'under this master bill')
    .option('--batch <id>', 'of this batch')
    .option('--after <position>', 'go on behind this position of the stream', Number)
    .option('--until-done', 'end when CBP owes nothing: each is at its end, or needs you')
    .action((options: WatchOptions) =>
      run((client, json) => watch(client, terminal, options, json)),
    )
  showing(watching, {
    more: [
      'On a terminal a table that is redrawn in place, in a pipe one line per change. A connection that is lost is taken up again where it broke.',
    ],
    examples: [
      'gate321 watch',
      'gate321 watch --master 172-12345675 --until-done',
      'gate321 watch --status discrepancy rejected --json | jq .data.entry.reference',
    ],
    json: 'NDJSON, each change as the stream tells it; data.position is what --after takes.',
  })

  const exporting = program
    .command('export')
    .description('entries as a table, or as JSON')
    .addOption(new Option('--status <status>', 'in this status').choices(statuses))
    .option('--from <moment>', 'filed on this day or instant, or after it', moment)
    .option('--to <moment>', 'filed before this day or instant', moment)
    .option('--master <bill>', 'under this master bill')
    .option('--consignee <name>', 'for this consignee')
    .addOption(new Option('--format <format>', 'what to write').choices(formats))
    .option('-o, --output <file>', 'where to; stdout without it')
    .addOption(new Option('--journal <file>').hideHelp())
    .option('--everything <file>', 'all that is kept, to move it to another store')
    .option('--through', 'with --everything: through the gateway at --url, which then stands still')
    .option('--data <folder>', 'with --everything: a folder with SQLite (GATE321_DATA, ./data)')
    .option('--database <url>', 'with --everything: a PostgreSQL (GATE321_DATABASE_URL)')
    .action(({ master, format, output, journal, everything, ...rest }: ExportOptions) => {
      const { data, database, through, ...filter } = rest
      if (everything !== undefined) {
        const house = { ...rest, connection: connection() }
        return alone((json) => exportHouse(terminal, time, everything, house, json))
      }
      // How the record was asked for before it had commands of its own.
      return journal !== undefined
        ? alone((json) => {
            const from = data === undefined ? {} : { data }
            return exportRecord(terminal, time, { ...from, journal }, json)
          })
        : run((client, json) =>
            exportEntries(client, terminal, {
              filter: { ...filter, ...(master === undefined ? {} : { masterBill: master }) },
              format: format ?? (json ? 'ndjson' : 'csv'),
              output,
            }),
          )
    })
  showing(exporting, {
    more: [
      'A cell that a spreadsheet would run as a formula begins with an apostrophe, so that it is text.',
      'The five-year record for an auditor is "gate321 record export".',
      'With --everything it is no list: all rows and documents go into one file for "gate321 import", on SQLite, PostgreSQL or D1. It holds secrets and is for its owner alone.',
    ],
    examples: [
      'gate321 export -o entries.csv',
      'gate321 export --status released --from 2026-11-01 --to 2026-12-01 -o november.csv',
      'gate321 export --master 172-12345675 --format ndjson | jq .next.action',
      'gate321 export --everything house.ndjson.gz --data ./data',
      'gate321 export --everything house.ndjson.gz --through --url https://gate321.example.workers.dev',
    ],
    json: 'NDJSON, an entry a line; --format json makes it one list.',
  })
}
