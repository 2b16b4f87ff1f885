/**
 * Stores of several sizes, each in a folder of its own; those of an earlier run are used again.
 * @module
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Mode } from '../main.ts'
import { figure } from '../table.ts'
import { multiply } from './multiply.ts'
import { makeTemplate } from './template.ts'

export type Filled = { readonly entries: number; readonly folder: string }

export async function makeStores(
  folder: string,
  sizes: readonly number[],
  say: Mode['say'],
): Promise<Filled[]> {
  mkdirSync(folder, { recursive: true })
  const missing = sizes.filter((entries) => !existsSync(doneOf(folder, entries)))
  if (missing.length > 0) {
    rmSync(join(folder, 'template'), { recursive: true, force: true })
    rmSync(join(folder, 'template-mock'), { recursive: true, force: true })
    say('a template')
    const template = await makeTemplate(folder)
    for (const entries of missing) {
      const own = join(folder, String(entries))
      rmSync(own, { recursive: true, force: true })
      mkdirSync(own)
      say(`a store of ${figure(entries)} entries`)
      await multiply(template, join(own, 'gate321.sqlite'), entries, (done) => {
        if (done % 100_000 === 0) say(`${figure(done)} of ${figure(entries)} entries`)
      })
      mkdirSync(doneOf(folder, entries))
    }
  }
  return sizes.map((entries) => ({ entries, folder: join(folder, String(entries)) }))
}

/** Only what was finished is used again. */
const doneOf = (folder: string, entries: number) => join(folder, String(entries), 'whole')
