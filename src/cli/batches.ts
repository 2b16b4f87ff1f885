/**
 * `gate321 batches`: what was filed in one file each, and how it stands.
 * @module
 */
import type { Batch } from '../client.ts'
import { atEnd, headline, needYou, printCounts, watchOf } from './batch.ts'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { keepErrors } from './errors.ts'
import { exit } from './exit.ts'
import { positive } from './option.ts'
import { counted, fit, printJson, visible } from './print.ts'
import type { Terminal } from './print.ts'

type Wish = { readonly limit: number; readonly errors?: string }

export function batchCommands({ program, terminal, run }: Given): void {
  const command = program
    .command('batches')
    .description('files that were sent, or one of them with where its entries stand')
    .argument('[id]', 'one batch')
    .option('--limit <count>', 'list so many of the newest', positive, 20)
    .option('--errors <file>', 'write the refused rows of the one there; - is stdout')
    .action((id: string | undefined, { limit, errors }: Wish) =>
      run(async (client, json) => {
        if (id === undefined) {
          const page = await client.batches.list({ limit: Math.min(limit, 200) })
          if (json) printJson(terminal, page)
          else printList(terminal, page.items)
          return exit.fine
        }
        const batch = await client.batches.get(id)
        if (errors !== undefined) {
          await keepErrors(client, terminal, id, errors)
        }
        if (json) printJson(terminal, batch)
        else if (errors !== '-') printOne(terminal, batch)
        return exit.fine
      }),
    )
  showing(command, {
    examples: [
      'gate321 batches',
      'gate321 batches bat_01KAHQ3V4W',
      'gate321 batches bat_01KAHQ3V4W --errors bad.csv',
    ],
    json: 'one value, the batch, or the items.',
  })
}

function printList({ print, paint, width }: Terminal, batches: readonly Batch[]): void {
  const numbers = ['     ALL', 'REFUSED', 'NEED YOU', '   DONE']
  const head = `${'BATCH'.padEnd(30)}  ${'SENT'.padEnd(11)}  ${numbers.join(' ')}`
  print(paint('bold', width < head.length + 8 ? head : `${head}  FILE`))
  for (const batch of batches) {
    const { id, createdAt, counts, name } = batch
    const cells = [counts.received, counts.refused, needYou(batch), atEnd(batch)]
    const shown = cells.map((count, at) => String(count).padStart(numbers[at]?.length ?? 0))
    const left = `${fit(id, 30)}  ${createdAt.slice(5, 16).replace('T', ' ')}  ${shown.join(' ')}`
    print(width < left.length + 8 ? left : `${left}  ${fit(name ?? '', width - left.length - 2)}`)
  }
  print(counted(batches.length, 'batch', 'batches'))
}

function printOne(terminal: Terminal, batch: Batch): void {
  const { print, paint } = terminal
  print(`${paint('bold', visible(batch.id))}  ${batch.state}  ${visible(batch.name ?? '')}`)
  print(`${headline(batch)}.`)
  printCounts(terminal, batch)
  if (batch.counts.refused > 0) {
    print('The refused rows, with their reasons:')
    print(`  gate321 batches ${visible(batch.id)} --errors bad.csv`)
  }
  if (needYou(batch) > 0) {
    print('Those that need you:')
    print(`  gate321 ${visible(watchOf(batch))}`)
  }
}
