/**
 * `gate321 archive`: entries that ended long ago leave the store for files that stay verifiable.
 * @module
 */
import { constants, setPriority } from 'node:os'
import { addDays, parseDay } from '../domain/day.ts'
import type { Day } from '../domain/day.ts'
import type { HouseOptions } from './import.ts'
import { placeOf } from './import.ts'
import { exit, Usage } from './exit.ts'
import { counted, printJson, visible } from './print.ts'
import type { Terminal } from './print.ts'
import { unlessRefused } from './record.ts'
import type { Time } from './time.ts'

export type ArchiveOptions = Omit<HouseOptions, 'through'> & {
  readonly before: string
  readonly to: string
  readonly force?: true
}

export const archiveTo = (
  terminal: Terminal,
  { now }: Time,
  { before, to, force, ...options }: ArchiveOptions,
  json: boolean,
): Promise<number> =>
  unlessRefused(terminal, async () => {
    const { archive, minimumDays } = await import('../archive/archive.ts')
    const { openKept } = await import('../archive/open.ts')
    const youngest = addDays(parseDay(now().slice(0, 10)) as Day, -minimumDays)
    if (before > youngest && force !== true) {
      throw new Usage(
        `What ended after ${youngest} is younger than ${minimumDays} days: a release may still be taken back. Name an earlier day, or say --force.`,
      )
    }
    const kept = await openKept(placeOf(options))
    try {
      // The gateway beside it goes first.
      setPriority(constants.priority.PRIORITY_LOW)
      const done = await archive({ ...kept, before: `${before}T00:00:00.000Z`, folder: to, now })
      if (json) {
        printJson(terminal, done)
        return exit.fine
      }
      for (const { name, entries } of done.archives) {
        terminal.print(`${visible(name)}: ${counted(entries, 'entry', 'entries')}`)
      }
      terminal.print(
        done.archives.length === 0
          ? `Nothing ended before ${before} that is not in an archive yet.`
          : `${counted(done.entries, 'entry', 'entries')} moved to ${visible(to)}. Keep the files as long as the law says (19 CFR 163.4), and two copies of them.`,
      )
      return exit.fine
    } finally {
      await kept.close()
    }
  })
