/**
 * Every record by its identifier, and by the way it goes: the same letter is laid out differently
 * by a filer, by CBP, and in a rejection.
 * @module
 */
import type { Layout } from '../layout.ts'
import { messageSet, OI, PG01 } from './agency.ts'
import * as entry from './entry.ts'
import * as envelope from './envelope.ts'
import * as status from './status.ts'

/** From the filer; CBP's answers and notices; CBP's rejection of a whole batch. */
export type Way = 'input' | 'output' | 'rejection'

const inside: ReadonlyMap<string, Layout<string>> = new Map(
  [...Object.values(entry), ...Object.values(status), OI, PG01, ...messageSet].map(
    (layout: Layout<string>) => [layout.id, layout],
  ),
)

const { A, B, Y, Z, outputY, rejectionB, rejectionY, rejectionZ, X0, X0transaction, X1 } = envelope

const around: Readonly<Record<Way, Readonly<Record<string, Layout<string>>>>> = {
  input: { A, B, Y, Z },
  output: { A, B, Y: outputY, Z },
  rejection: { A, B: rejectionB, Y: rejectionY, Z: rejectionZ, X0, X1 },
}

/** `undefined` for a record that no chapter here has. */
export function layoutOf(text: string, way: Way): Layout<string> | undefined {
  const table = around[way]
  const two = table[text.slice(0, 2)]
  if (two) return two === X0 && text.startsWith('TRNACT', 3) ? X0transaction : two
  return inside.get(text.slice(0, 4)) ?? (text.startsWith('OI') ? OI : table[text.slice(0, 1)])
}

/** All tables, for tests and for people. */
export const layouts: readonly Layout<string>[] = [
  ...[A, B, Y, outputY, Z, rejectionB, rejectionY, rejectionZ, X0, X0transaction, X1],
  ...inside.values(),
]
