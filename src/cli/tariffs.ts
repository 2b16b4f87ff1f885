/**
 * The commands of the tariff, as they are typed.
 * @module
 */
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { importTariff, searchTariff, showTariff } from './tariff.ts'

export function tariffCommands({ program, terminal, run, alone }: Given): void {
  const tariff = program.command('tariff').description('search, explain and import the tariff')
  const searching = tariff
    .command('search')
    .description('tariff numbers for everyday words')
    .argument('<words...>', 'what the goods are')
    .action((words: string[]) =>
      run((client, json) => searchTariff(client, terminal, words.join(' '), json)),
    )
  showing(searching, {
    examples: ['gate321 tariff search mens cotton tee'],
    json: 'one value, the revision and its items.',
  })
  const shown = tariff
    .command('show')
    .description('what a tariff number is')
    .argument('<number>', 'with or without dots, four to ten digits')
    .action((number: string) => run((client, json) => showTariff(client, terminal, number, json)))
  showing(shown, {
    examples: ['gate321 tariff show 6109.10.00.40'],
    json: 'one value, the line with what stands above and below it.',
  })
  const importing = tariff
    .command('import')
    .description("load the USITC's export into the store of GATE321_DATA")
    .argument('<path>', 'a folder of chapter files (.json), or one of them')
    .option('--label <label>', 'what to call this revision')
    .action((path: string, { label }: { label?: string }) =>
      alone((json) => importTariff(terminal, path, label, json)),
    )
  showing(importing, {
    examples: ['gate321 tariff import hts-2026-11/ --label "2026 HTS revision 11"'],
    json: 'one value, what came of it; the faults, if it cannot be read.',
  })
}
