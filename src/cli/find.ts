/**
 * An entry by what people know it by.
 * @module
 */
import type { Client, PresentedEntry } from '../client.ts'

/** By entry number or our id; what is neither is the caller's own reference. */
export async function find({ get, list }: Client, wanted: string): Promise<PresentedEntry> {
  const [referred] = (await list({ reference: wanted.slice(0, 50), limit: 1 })).items
  return referred ?? get(wanted.toUpperCase())
}
