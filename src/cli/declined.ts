/**
 * A refusal about one entry, with what that entry allows and what comes next.
 * @module
 */
import { GatewayProblem } from '../client.ts'
import type { Client, PresentedEntry } from '../client.ts'
import { Declined } from './exit.ts'
import { wrap } from './print.ts'

/** The entry is asked again: it may have moved on, which is often why. */
export async function unlessDeclined<T>(
  client: Client,
  id: string,
  width: number,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const about = error instanceof GatewayProblem && [409, 412, 422].includes(error.status)
    if (!about) throw error
    const { entryNumber, status, can, next } = await client.get(id)
    const beside = { entryNumber, entryStatus: status, can, next }
    throw new Declined(error, beside, standing({ entryNumber, status, can, next }, width))
  }
}

type Told = Pick<PresentedEntry, 'entryNumber' | 'status' | 'can' | 'next'>

function standing({ entryNumber, status, can, next }: Told, width: number): string[] {
  const all = Object.entries(can)
  const allowed = all.flatMap(([name, { allowed }]) => (allowed ? [name] : []))
  const refused = all.filter(([, { allowed }]) => !allowed)
  const field = (name: string, text: string) =>
    wrap(`  ${name.padEnd(11)}`, text, width, ' '.repeat(13))
  return [
    `${entryNumber} is ${status}.`,
    ...field('meaning', next.meaning),
    ...field('next step', `${next.action} (${next.owner})`),
    ...(next.due === null ? [] : field('due', next.due)),
    ...field('it can', allowed.join(', ') || 'nothing now'),
    ...refused.flatMap(([name, { reason }]) => field(`not ${name}`, reason ?? '')),
  ]
}
