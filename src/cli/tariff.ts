/**
 * `gate321 tariff`: search, show, and the import of the USITC's export into this machine's store.
 * @module
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readConfig } from '../config.ts'
import type { Connected } from './connect.ts'
import { exit, Usage } from './exit.ts'
import { printJson, visible, wrap } from './print.ts'
import type { Terminal } from './print.ts'

export async function searchTariff(
  client: Connected,
  terminal: Terminal,
  question: string,
  json: boolean,
): Promise<number> {
  const { print, paint, width } = terminal
  const { revision, items } = await client.searchTariff(question)
  if (json) {
    printJson(terminal, { revision, items })
    return exit.fine
  }
  for (const { dotted, general, units, path, description } of items) {
    print(`${paint('bold', dotted)}  ${visible(general)}  ${units.map(visible).join(', ')}`)
    const trail = [...path, description].map((step) => visible(step)).join(' > ')
    for (const line of wrap('  ', trail, width, '  ')) print(line)
  }
  print(`${items.length} found in: ${visible(revision.label)}`)
  return exit.fine
}

export async function showTariff(
  client: Connected,
  terminal: Terminal,
  number: string,
  json: boolean,
): Promise<number> {
  const { print, paint, width } = terminal
  const line = await client.tariffLine(number)
  if (json) {
    printJson(terminal, line)
    return exit.fine
  }
  print(`${paint('bold', line.dotted)}  ${line.declarable ? '' : '(a heading, not for goods)'}`)
  for (const step of [...line.path, line.description]) {
    for (const text of wrap('  ', visible(step), width, '    ')) print(text)
  }
  print(`general ${visible(line.general)}; units ${line.units.map(visible).join(', ') || 'none'}`)
  for (const { dotted, description } of line.children) print(`  ${dotted}  ${visible(description)}`)
  return exit.fine
}

/** A folder of chapter files, or one file; into the store that GATE321_DATA names. */
export async function importTariff(
  terminal: Terminal,
  path: string,
  label: string | undefined,
  json: boolean,
): Promise<number> {
  const reading = readConfig(process.env)
  if (!reading.ok) throw new Usage(reading.mistakes.join('\n'))
  const { importTariffInto } = await import('../node.ts')
  const imported = await importTariffInto(reading.config, filesAt(path), label)
  if (json) {
    printJson(terminal, imported)
    return imported.kind === 'malformed' ? exit.refused : exit.fine
  }
  if (imported.kind === 'malformed') {
    for (const { file, row, why } of imported.faults) {
      terminal.print(`${visible(file)}${row === 0 ? '' : `, row ${row}`}: ${visible(why)}`)
    }
    return exit.refused
  }
  const { label: of, lines } = imported.revision
  terminal.print(`${imported.kind}: ${visible(of)}, ${lines} lines`)
  return exit.fine
}

function filesAt(path: string): { readonly name: string; readonly text: string }[] {
  if (!existsSync(path)) throw new Usage(`There is nothing at ${path}.`)
  const paths = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(path, name))
    : [path]
  if (paths.length === 0) throw new Usage(`${path} holds no .json file`)
  return paths.map((file) => ({ name: basename(file), text: readFileSync(file, 'utf8') }))
}
