/**
 * The whole tariff, where this machine has it: the USITC's export is not part of the repository.
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ExportFile } from '../../src/domain/tariff/export.ts'

const root = new URL('../..', import.meta.url).pathname
const folder = resolve(process.env['HTS_EXPORT'] ?? join(root, '../shared/data/hts'))

export const hasFull = existsSync(folder)

/** What a title says where tests of the whole tariff cannot run. */
export const skipped = hasFull
  ? ''
  : ` (SKIPPED: no tariff export in ${folder}; set HTS_EXPORT to a folder of chapter files)`

export const fullExport = (): ExportFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
