/**
 * `gate321 check` and `gate321 file`, as they are typed.
 * @module
 */
import { check } from './check.ts'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { file } from './file.ts'
import type { FileOptions } from './whole.ts'

const what = 'CSV, Excel workbook, JSON, a list, or one shipment a line (NDJSON); - is stdin'

export function filingCommands({ program, terminal, run }: Given): void {
  const checking = program
    .command('check')
    .description('say what filing would do, without doing it')
    .argument('<file...>', what)
    .action((files: string[]) => run((client, json) => check(client, terminal, files, json)))
  showing(checking, {
    examples: [
      'gate321 check shipment.json',
      'gate321 check parcels.csv',
      'gate321 check --json - < orders.ndjson',
    ],
    json: 'one value, an item for each shipment.',
  })

  const filing = program
    .command('file')
    .description('file shipments; the same ones again are not filed twice')
    .argument('<file...>', what)
    .option('--follow', 'wait until each entry is at its end, or needs you')
    .option('--no-wait', 'end when the gateway has the file, before its rows are filed')
    .option('--errors <file>', 'where refused rows go (FILE.errors.csv); - is stdout')
    .action((files: string[], options: FileOptions) =>
      run((client, json) => file(client, terminal, files, options, json)),
    )
  showing(filing, {
    more: [
      'A file of many is received whole or not at all, and filed once however often it is sent. Good rows are filed; the others come back in a CSV file with the reasons in its last columns, to be mended there and sent again.',
    ],
    examples: [
      'gate321 file parcels.csv',
      'gate321 file parcels.xlsx --follow',
      'gate321 file orders/*.json',
      'export-orders | gate321 file - --json',
    ],
    json: 'one value, an item for each shipment alone and each file of many.',
  })
}
