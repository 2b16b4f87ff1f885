/**
 * Files that appear whole or not at all: written aside, synced, then given their name.
 * @module
 */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export const aside = (path: string): string => `${path}.part-${process.pid}`

/** What lies at `part` gets the name `path`, and keeps it over a power failure. */
export function giveName(part: string, path: string): void {
  syncPath(part, 'r+')
  renameSync(part, path)
  // Windows opens no folders.
  if (process.platform !== 'win32') syncPath(dirname(path), 'r')
}

export function writeWhole(path: string, text: string): void {
  writeFileSync(aside(path), text, { mode: 0o600 })
  giveName(aside(path), path)
}

export function syncPath(path: string, flags: string): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
