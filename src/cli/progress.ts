/**
 * How far something is: a bar in place on a terminal, a line now and then elsewhere, nothing for
 * programs. It goes to stderr, beside what a pipe gets.
 * @module
 */
import type { Terminal } from './print.ts'

export type Progress = {
  readonly to: (done: number, total: number, note?: string) => void
  /** What was shown last stays. */
  readonly end: () => void
}

const none: Progress = { to: () => undefined, end: () => undefined }

export async function progress(
  terminal: Terminal,
  title: string,
  json: boolean,
  now: () => number = Date.now,
): Promise<Progress> {
  if (json) return none
  return terminal.err.isTTY && terminal.live ? bar(terminal, title) : spoken(terminal, title, now)
}

async function bar(terminal: Terminal, title: string): Promise<Progress> {
  const { default: cli } = await import('cli-progress')
  const one = new cli.SingleBar({
    stream: terminal.err,
    format: ({ barsize = 40 }, { progress: share, total }, { note = '' }: { note?: string }) => {
      const words = `${share >= 1 ? '100' : Math.floor(share * 100)} %${note === '' ? '' : `  ${note}`}` // prettier-ignore
      const room = Math.min(barsize, terminal.width - title.length - words.length - 7)
      const full = Math.round(share * Math.max(room, 0))
      const drawn = room < 5 ? '' : `[${'#'.repeat(full)}${'.'.repeat(room - full)}]  `
      return total === 0 ? `${title}  ${note}` : `${title}  ${drawn}${words}`
    },
    hideCursor: true,
    fps: 5,
  })
  one.start(0, 0, { note: '' })
  return {
    to: (done, total, note = '') => {
      one.setTotal(total)
      one.update(done, { note })
    },
    end: () => one.stop(),
  }
}

const spokenMillis = 5000

/** Tenths of the way, and a sign of life where these take long. */
function spoken({ complain }: Terminal, title: string, now: () => number): Progress {
  let tenth = -1
  let saidAt = now()
  let last = ''
  const say = (line: string) => {
    if (line === last) return
    complain(line)
    last = line
    saidAt = now()
  }
  let latest = ''
  return {
    to: (done, total, note = '') => {
      const share = total === 0 ? 0 : done / total
      latest = `${title}: ${Math.floor(share * 100)} %${note === '' ? '' : `, ${note}`}`
      if (Math.floor(share * 10) === tenth && now() - saidAt < spokenMillis) return
      tenth = Math.floor(share * 10)
      say(latest)
    },
    end: () => {
      if (latest !== '') say(latest)
    },
  }
}
