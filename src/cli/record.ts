/**
 * `gate321 record export`, `verify`, `backup`, `restore` and `reconcile`: the five-year record, its copies,
 * and the way back to sending after a restore.
 * @module
 */
import { existsSync } from 'node:fs'
import type { Damage, Verified } from '../record/verify.ts'
import type { Connected } from './connect.ts'
import { exit, Usage } from './exit.ts'
import { counted, printJson, visible } from './print.ts'
import type { Terminal } from './print.ts'
import type { Time } from './time.ts'

export type DataOption = { readonly data?: string }

const dataOf = ({ data }: DataOption) => data ?? (process.env['GATE321_DATA'] || './data')

/** What a person has to decide ends with 1, like everything that is refused. */
export async function unlessRefused(
  terminal: Terminal,
  work: () => Promise<number>,
): Promise<number> {
  const { Refused } = await import('../record/refused.ts')
  try {
    return await work()
  } catch (error) {
    const broken = error instanceof Error && 'code' in error && /^SQLITE_/.test(String(error.code))
    if (!(error instanceof Refused) && !broken) throw error
    terminal.complain(visible((error as Error).message))
    return exit.refused
  }
}

export const exportRecord = (
  terminal: Terminal,
  { now }: Time,
  { journal, ...options }: DataOption & { readonly journal: string },
  json: boolean,
): Promise<number> =>
  unlessRefused(terminal, async () => {
    const { openDatabase, expectKept } = await import('../record/backup.ts')
    const { recordText, writeRecord } = await import('../record/file.ts')
    const { recordLines } = await import('../record/lines.ts')
    const data = dataOf(options)
    const database = openDatabase(data)
    try {
      await expectKept(database, data)
      if (journal === '-') {
        for await (const line of recordText(recordLines(database), now())) terminal.print(line)
        return exit.fine
      }
      if (existsSync(journal)) throw new Usage(`${journal} is there already.`)
      const lines = await writeRecord(recordLines(database), journal, now())
      if (json) printJson(terminal, { file: journal, lines })
      else terminal.print(`${counted(lines, 'line')} in ${visible(journal)}`)
      return exit.fine
    } finally {
      database.close()
    }
  })

export type VerifyOptions = DataOption & {
  readonly expect?: readonly string[]
  readonly archives?: string
}

export const verifyRecord = (
  terminal: Terminal,
  file: string | undefined,
  { expect, archives, ...options }: VerifyOptions,
  json: boolean,
): Promise<number> =>
  unlessRefused(terminal, async () => {
    if (file !== undefined && options.data !== undefined) {
      throw new Usage('Name a file or --data, not both.')
    }
    if (file !== undefined && archives !== undefined) {
      throw new Usage('--archives goes with the database they belong to, not with a file.')
    }
    const verified =
      file === undefined
        ? await ofFolder(dataOf(options), archives, expect)
        : await ofFile(file, expect)
    if (json) printJson(terminal, verified)
    else await show(terminal, verified)
    return verified.damages === 0 ? exit.fine : exit.refused
  })

async function ofFile(file: string, expected: readonly string[] = []): Promise<Verified> {
  if (!existsSync(file)) throw new Usage(`There is no ${file}.`)
  const { nodeDigest, readRecord } = await import('../record/file.ts')
  const { verify } = await import('../record/verify.ts')
  const { isArchive } = await import('../archive/whole.ts')
  const { readArchive } = await import('../archive/file.ts')
  const { faults, lines } = isArchive(file)
    ? { faults: [], lines: readArchive(file) }
    : readRecord(file)
  const verified = await verify(lines, { expected, hashOf: nodeDigest })
  return withFaults(verified, faults)
}

const withFaults = (verified: Verified, faults: readonly Damage[]): Verified => ({
  ...verified,
  damages: verified.damages + faults.length,
  damage: [...verified.damage, ...faults],
})

async function ofFolder(
  data: string,
  archives: string | undefined,
  expected: readonly string[] = [],
): Promise<Verified> {
  const { expectKept, openDatabase } = await import('../record/backup.ts')
  const { nodeDigest } = await import('../record/file.ts')
  const { recordLines } = await import('../record/lines.ts')
  const { verify } = await import('../record/verify.ts')
  const database = openDatabase(data)
  try {
    await expectKept(database, data)
    if (archives === undefined) {
      return await verify(recordLines(database), { expected, hashOf: nodeDigest })
    }
    const { wholeRecord } = await import('../archive/whole.ts')
    const { faults, lines } = wholeRecord(database, archives)
    return withFaults(await verify(lines, { expected, hashOf: nodeDigest }), faults)
  } finally {
    database.close()
  }
}

async function show(terminal: Terminal, verified: Verified): Promise<void> {
  const { print } = terminal
  const { entries, events, messages, seals, unchained, inexact, archived, newestSeal, damages } =
    verified
  for (const damage of verified.damage) await complain(terminal, damage)
  const all = [
    counted(entries, 'entry', 'entries'), counted(events, 'event'), counted(messages, 'message'),
    counted(seals, 'seal'),
  ] // prettier-ignore
  print(`${damages === 0 ? 'Whole' : `Damaged (${damages} found)`}: ${all.join(', ')}.`)
  if (unchained > 0) print(`${counted(unchained, 'event')} older than the chain: not vouched for.`)
  if (inexact > 0) print(`${counted(inexact, 'message')} whose bytes were no text: not compared.`)
  if (archived > 0) print(`${counted(archived, 'entry', 'entries')} whose journal is in archives: not looked at; name their folder with --archives.`) // prettier-ignore
  if (newestSeal) print(`Newest seal: ${newestSeal.n}, ${newestSeal.at}, ${newestSeal.hash}`)
}

async function complain(terminal: Terminal, damage: Damage): Promise<void> {
  const { damageText } = await import('../record/damage.ts')
  terminal.complain(visible(damageText(damage)))
}

export const backupTo = (
  terminal: Terminal,
  { now, ...resting }: Time,
  to: string,
  { documents, ...options }: DataOption & { readonly documents: boolean },
  json: boolean,
): Promise<number> =>
  unlessRefused(terminal, async () => {
    const { backup } = await import('../record/backup.ts')
    const { restBetween } = await import('../record/rest.ts')
    const rest = restBetween(resting)
    const done = await backup({ data: dataOf(options), to, at: now(), documents, rest })
    if (json) printJson(terminal, done)
    else {
      terminal.print(
        `${visible(to)}: ${done.bytes} bytes, ${counted(done.documents, 'document')}, verified.`,
      )
      await show(terminal, done)
    }
    return exit.fine
  })

export const restoreFrom = (
  terminal: Terminal,
  { now }: Time,
  from: string,
  { data }: { readonly data: string },
  json: boolean,
): Promise<number> =>
  unlessRefused(terminal, async () => {
    const { restore } = await import('../record/restore.ts')
    const done = await restore(from, data, now())
    if (json) printJson(terminal, done)
    else {
      await show(terminal, done)
      terminal.print(`Restored to ${visible(data)}, with ${counted(done.documents, 'document')}.`)
      terminal.print(
        'It files nothing until CBP was asked what happened since: start it, then run "gate321 reconcile".',
      )
    }
    return exit.fine
  })

const reasons = {
  not_in_record: 'CBP has it, this database does not',
  sent_later: 'CBP has a later message for it',
  on_file: 'rejected here, on file with CBP',
  not_on_file: 'accepted here, unknown to CBP',
} as const

/** Asks on until CBP is silent or all is asked. */
export async function reconcile(
  client: Connected,
  terminal: Terminal,
  json: boolean,
): Promise<number> {
  let asked = 0
  let recorded = 0
  for (;;) {
    const went = await client.reconcile()
    asked += went.asked
    recorded += went.recorded
    if (went.state === 'paused' && went.stuck === null) continue
    const { beyond, ...sending } = await client.sending()
    if (json) printJson(terminal, { ...sending, asked, recorded, stuck: went.stuck, beyond })
    else {
      for (const { entryNumber, messageId, bills, why } of beyond) {
        const details = [reasons[why], messageId, ...bills].filter((detail) => detail !== null)
        terminal.print(`${entryNumber}  ${details.map(visible).join(', ')}`)
      }
      terminal.print(`${counted(asked, 'question')}, ${recorded} answered with something new.`)
      terminal.print(
        went.stuck === null
          ? `Sending is open, under epoch ${sending.epoch}.`
          : `CBP cannot be asked (${visible(went.stuck)}); sending stays paused. Run it again.`,
      )
    }
    return went.stuck === null ? exit.fine : exit.unreachable
  }
}
