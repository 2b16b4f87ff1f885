/**
 * Room on the disk that the store is on.
 * @module
 */
import { statfs } from 'node:fs/promises'
import type { Log } from './gateway/deps.ts'
import type { Check } from './gateway/health.ts'

const mebibyte = 1024 * 1024
/** Below this a checkpoint and a few transmissions may no longer fit. */
const least = 64 * mebibyte
const comfortable = 1024 * mebibyte
const lookMillis = 30_000

export async function diskCheck(folder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(folder)
  return roomCheck(bavail * bsize)
}

export function roomCheck(free: number): Check {
  const detail = `${Math.floor(free / mebibyte)} MiB free`
  const state = free < least ? 'failed' : free < comfortable ? 'warn' : 'ok'
  return { name: 'disk', state, detail }
}

/** Says once when room gets short. */
export function watchDisk(folder: string, log: Log): { readonly stop: () => void } {
  let was = 'ok'
  const look = async () => {
    const { state, detail } = await diskCheck(folder)
    if (state !== 'ok' && state !== was) log('alarm', 'disk_low', { why: detail })
    was = state
  }
  const looking = setInterval(() => void look().catch(() => undefined), lookMillis)
  looking.unref()
  return { stop: () => clearInterval(looking) }
}
