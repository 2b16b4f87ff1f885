/**
 * `gate321 quarantine` and `gate321 transmissions`: the operator's hands.
 * @module
 */
import { Option } from 'commander'
import type { ShownAside, ShownTransmission, TransmissionState } from '../client.ts'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { exit } from './exit.ts'
import { counted, fit, printJson, visible, wrap } from './print.ts'

type Reason = { readonly why: string }

const why = ['--why <reason>', 'for the record'] as const

export function handCommands({ program, terminal, run }: Given): void {
  const { print, width } = terminal

  const show = <T>(value: T, json: boolean, tell: (value: T) => void): number => {
    if (json) printJson(terminal, value)
    else tell(value)
    return exit.fine
  }

  const tellAside = (item: ShownAside) => {
    field('notification', item.id)
    field('entry', item.entryNumber || '(not readable)')
    field('outcome', [item.outcome, item.why].filter(Boolean).join(': '))
    field('received', `${item.receivedAt}, tried ${counted(item.tries, 'time')}`)
    tellHands(item)
    print()
    for (const line of item.raw.split('\n')) print(visible(line))
  }

  const tellTransmission = (item: ShownTransmission) => {
    field('transmission', item.messageId)
    field('state', [item.state, item.note].filter(Boolean).join(': '))
    field('attempts', item.tries.map(({ n, outcome }) => `${n} ${outcome ?? 'open'}`).join(', '))
    field('entries', item.entries.map(({ entryNumber }) => entryNumber).join(' '))
    tellHands(item)
  }

  const tellHands = ({ hands }: Pick<ShownAside, 'hands'>) => {
    for (const hand of hands) {
      field('by hand', `${hand.at} ${hand.action} by ${hand.by}: ${hand.why ?? ''}`)
    }
  }

  const field = (name: string, text: string) => {
    for (const line of wrap(name.padEnd(14), text, width, ' '.repeat(14))) print(line)
  }

  const quarantine = program
    .command('quarantine')
    .description("CBP's notifications that could not be applied")
  const asides = quarantine
    .command('list', { isDefault: true })
    .description('what was put aside, the oldest first')
    .option('--orphans', 'those instead whose entry is not here')
    .action(({ orphans }: { orphans?: true }) =>
      run(async (client, json) => {
        const state = orphans ? 'orphan' : 'quarantined'
        return show(await client.quarantine.list({ state, limit: 200 }), json, ({ items }) => {
          for (const { id, entryNumber, receivedAt, why } of items) {
            const left = `${fit(id, 24)}  ${fit(entryNumber, 13)}  ${receivedAt.slice(0, 16)}  `
            print(left + fit(why ?? '', width - left.length))
          }
          print(`${counted(items.length, 'notification')} ${state}`)
        })
      }),
    )
  showing(asides, {
    examples: ['gate321 quarantine', 'gate321 quarantine list --orphans'],
    json: 'one value, the items.',
  })
  const aside = quarantine
    .command('show')
    .description('one with its raw text')
    .argument('<id>')
    .action((id: string) =>
      run(async (client, json) => show(await client.quarantine.show(id), json, tellAside)),
    )
  showing(aside, { examples: ['gate321 quarantine show N-1017'], json: 'one value, the item.' })
  for (const [action, description] of [
    ['replay', 'apply it again, as it came'],
    ['dismiss', 'put it away for good'],
  ] as const) {
    const acting = quarantine
      .command(action)
      .description(description)
      .argument('<id>')
      .requiredOption(...why)
      .action((id: string, reason: Reason) =>
        run(async (client, json) =>
          show(await client.quarantine[action](id, reason.why), json, tellAside),
        ),
      )
    showing(acting, {
      examples: [`gate321 quarantine ${action} N-1017 --why "read by hand"`],
      json: 'one value, the item as it is now.',
    })
  }

  const transmissions = program
    .command('transmissions')
    .description('what went to CBP, and what may be done about it')
  const sent = transmissions
    .command('list', { isDefault: true })
    .description('parked ones, or those in another state')
    .addOption(
      new Option('--state <state>', 'those in this state')
        .choices(['due', 'parked', 'answered', 'replaced'])
        .default('parked'),
    )
    .action(({ state }: { state: TransmissionState }) =>
      run(async (client, json) =>
        show(await client.transmissions.list({ state, limit: 200 }), json, ({ items }) => {
          for (const { messageId, inDoubt, attempts, note } of items) {
            const doubt = inDoubt ? 'in doubt' : ''
            const left = `${fit(messageId, 21)}  ${fit(doubt, 8)}  ${String(attempts).padStart(3)}  `
            print(left + fit(note ?? '', width - left.length))
          }
          print(`${counted(items.length, 'transmission')} ${state}`)
        }),
      ),
    )
  showing(sent, {
    examples: ['gate321 transmissions', 'gate321 transmissions list --state due'],
    json: 'one value, the items.',
  })
  const one = transmissions
    .command('show')
    .description('one with its entries and attempts')
    .argument('<id>', 'its message id')
    .action((id: string) =>
      run(async (client, json) =>
        show(await client.transmissions.show(id), json, tellTransmission),
      ),
    )
  showing(one, {
    examples: ['gate321 transmissions show ZZ9-0-00000001'],
    json: 'one value, the transmission.',
  })
  for (const [action, description] of [
    ['resend', 'take up a due one now; CBP is asked first'],
    ['requeue', 'send the entries of a parked one under a new id'],
    ['split', 'send the entries of a parked one as two'],
  ] as const) {
    const acting = transmissions
      .command(action)
      .description(description)
      .argument('<id>', 'its message id')
      .requiredOption(...why)
      .action((id: string, reason: Reason) =>
        run(async (client, json) =>
          show(await client.transmissions.act(id, action, reason.why), json, tellTransmission),
        ),
      )
    showing(acting, {
      examples: [`gate321 transmissions ${action} ZZ9-0-00000001 --why "CBP raised the limit"`],
      json: 'one value, the transmission as it is now.',
    })
  }
}
