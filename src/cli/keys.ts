/**
 * `gate321 keys`: the API keys of the filer.
 * @module
 */
import { Option } from 'commander'
import type { ListedKey, Scope, WantedKey } from '../client.ts'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { exit } from './exit.ts'
import { moment } from './option.ts'
import { counted, fit, printJson, visible } from './print.ts'

/** As the gateway knows them; a test holds the two against each other. */
export const scopes: readonly Scope[] = ['entries:read', 'entries:write', 'webhooks', 'keys', 'ops']

type Wish = { readonly scopes?: Scope[]; readonly expires?: string }

export function keyCommands({ program, terminal, run }: Given): void {
  const { print, paint } = terminal
  const keys = program.command('keys').description('your API keys: list, make, revoke')

  const listing = keys
    .command('list', { isDefault: true })
    .description('each key with its scopes and its end; never its secret')
    .action(() =>
      run(async (client, json) => {
        const items = await client.keys.list()
        if (json) printJson(terminal, { items })
        else {
          print(paint('bold', `${'KEY'.padEnd(12)}  ${'NAME'.padEnd(20)}  ${'ENDS'.padEnd(10)}  LAST USED   SCOPES`)) // prettier-ignore
          for (const key of items) print(lineOf(key, terminal.width))
          print(counted(items.length, 'key'))
        }
        return exit.fine
      }),
    )
  showing(listing, {
    examples: ['gate321 keys', 'gate321 keys list --json'],
    json: 'one value, the items.',
  })

  const creating = keys
    .command('create')
    .description('make a key; its secret is shown this once')
    .argument('<name>', 'who or what will use it')
    .addOption(new Option('--scopes <scope...>', 'all that yours has, without it').choices(scopes))
    .option('--expires <day>', 'its last day or instant, within 365 days', moment)
    .action((name: string, { scopes: wanted, expires }: Wish) =>
      run(async (client, json) => {
        const wish: WantedKey = {
          name,
          ...(wanted ? { scopes: wanted } : {}),
          ...(expires === undefined ? {} : { expiresAt: expires }),
        }
        const made = await client.keys.create(wish)
        if (json) printJson(terminal, made)
        else {
          print(visible(made.key))
          terminal.complain(`Made ${made.id} for ${visible(made.name)}, until ${made.expiresAt?.slice(0, 10)}: ${made.scopes.join(', ')}.`) // prettier-ignore
          terminal.complain('The secret above is shown this once. Keep it now.')
        }
        return exit.fine
      }),
    )
  showing(creating, {
    more: ['The secret alone goes to stdout, so that it can go straight to where it is kept.'],
    examples: [
      'gate321 keys create warehouse --scopes entries:read entries:write',
      'gate321 keys create nightly --scopes entries:read --expires 2027-03-31 > nightly.key',
    ],
    json: 'one value, the key with its secret in "key".',
  })

  const revoking = keys
    .command('revoke')
    .description('end a key now and for good')
    .argument('<id>', 'as "gate321 keys" lists it')
    .action((id: string) =>
      run(async (client, json) => {
        await client.keys.revoke(id)
        if (json) printJson(terminal, { id, revoked: true })
        else print(`${visible(id)} is revoked.`)
        return exit.fine
      }),
    )
  showing(revoking, {
    examples: ['gate321 keys revoke 7Qm2ZxT0aLpK'],
    json: 'one value, the id and that it is revoked.',
  })
}

function lineOf(key: ListedKey, width: number): string {
  const { id, name, expiresAt, lastUsedAt, revokedAt } = key
  const ends = revokedAt === null ? (expiresAt?.slice(0, 10) ?? 'never') : 'revoked'
  const left = `${fit(id, 12)}  ${fit(name, 20)}  ${ends.padEnd(10)}  ${(lastUsedAt?.slice(0, 10) ?? '-').padEnd(10)}  ` // prettier-ignore
  return left + fit(key.scopes.join(' '), width - left.length)
}
