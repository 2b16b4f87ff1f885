/**
 * `gate321 check` and `gate321 file`, as they are typed.
 * @module
 */
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { check, file } from './file.ts'

export function filingCommands({ program, terminal, run }: Given): void {
  const checking = program
    .command('check')
    .description('say what filing would do, without doing it')
    .argument('<file...>', 'shipments: JSON, a list, or one a line (NDJSON); - is stdin')
    .action((files: string[]) => run((client, json) => check(client, terminal, { files, json })))
  showing(checking, {
    examples: ['gate321 check shipment.json', 'gate321 check --json - < orders.ndjson'],
    json: 'one value, an item for each shipment.',
  })

  const filing = program
    .command('file')
    .description('file shipments; the same ones again are not filed twice')
    .argument('<file...>', 'shipments: JSON, a list, or one a line (NDJSON); - is stdin')
    .action((files: string[]) => run((client, json) => file(client, terminal, { files, json })))
  showing(filing, {
    examples: ['gate321 file orders/*.json', 'export-orders | gate321 file -'],
    json: 'one value, an item for each shipment.',
  })
}
