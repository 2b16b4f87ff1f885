/**
 * `gate321 document` and `gate321 manifest`: papers to print, as PDF or as a page.
 * @module
 */
import { Argument, Option } from 'commander'
import type { PaperForm, PaperName } from '../client.ts'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { exit, Usage } from './exit.ts'
import { find } from './find.ts'
import { pour } from './pour.ts'
import { printJson, visible } from './print.ts'
import type { Terminal } from './print.ts'

const names: readonly PaperName[] = ['invoice', 'worksheet', 'release']
const forms: readonly PaperForm[] = ['pdf', 'html']

type Wish = { readonly output?: string; readonly format: PaperForm }

export function paperCommands({ program, terminal, run }: Given): void {
  const format = () =>
    new Option('--format <format>', 'what to write').choices(forms).default('pdf')
  const output = ['-o, --output <file>', 'where to; - is stdout'] as const

  const printing = program
    .command('document')
    .description('print a paper of an entry: its invoice, its worksheet, its release notice')
    .argument('<entry>', 'entry number, id or your reference')
    .addArgument(new Argument('<paper>', 'which').choices(names))
    .addOption(format())
    .option(...output)
    .action((wanted: string, paper: PaperName, wish: Wish) =>
      run(async (client, json) => {
        const { id, entryNumber } = await find(client, wanted)
        const response = await client.papers.print(id, paper, wish.format)
        return keep(terminal, response, wish, `${entryNumber}-${paper}`, json)
      }),
    )
  showing(printing, {
    more: ['Without --output into a file named after the entry, here; nothing is written over.'],
    examples: [
      'gate321 document ZZ9-0000001-1 invoice',
      'gate321 document SHP-000123 release -o release.pdf',
    ],
    json: 'one value, the file and its size.',
  })

  const manifest = program
    .command('manifest')
    .description('print every house bill under a master bill')
    .argument('<bill>', 'the master bill, as it was filed')
    .addOption(format())
    .option(...output)
    .action((bill: string, wish: Wish) =>
      run(async (client, json) => {
        const response = await client.papers.manifest(bill, wish.format)
        return keep(terminal, response, wish, `manifest-${bill}`, json)
      }),
    )
  showing(manifest, {
    examples: ['gate321 manifest 172-12345675', 'gate321 manifest 172-12345675 --format html -o -'],
    json: 'one value, the file and its size.',
  })
}

async function keep(
  terminal: Terminal,
  response: Response,
  { output, format }: Wish,
  name: string,
  json: boolean,
): Promise<number> {
  const path = output ?? `${name.replace(/[^\w.-]+/g, '-')}.${format}`
  if (path === '-' && json) throw new Usage('With --json name a file; stdout is for the JSON.')
  let bytes = 0
  const counted = async function* () {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length
      yield chunk
    }
  }
  await pour(counted(), path, terminal, { over: output !== undefined })
  if (json) printJson(terminal, { file: path, bytes })
  else if (path !== '-') terminal.print(`${visible(path)} (${bytes} bytes)`)
  return exit.fine
}
