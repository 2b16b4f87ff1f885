/**
 * `gate321 certify`: a client is run through the trouble that a simulated CBP makes, and graded.
 * @module
 */
import { writeFileSync } from 'node:fs'
import { printResult, printVerdict } from './certificate.ts'
import type { Certification } from './certificate.ts'
import { exit, Usage } from './exit.ts'
import { counted, printJson, simulated } from './print.ts'
import type { Terminal } from './print.ts'

export type CertifyOptions = {
  readonly target: string
  readonly only?: readonly string[]
  readonly junit?: string
  readonly data?: string
}

export async function certify(
  terminal: Terminal,
  { target, only = [], junit, data }: CertifyOptions,
  json: boolean,
): Promise<number> {
  const certification = await import('../../mock-cbp/certify/node.ts')
  const checks = chosen(certification, only)
  // Before minutes of checks, not after them.
  if (junit !== undefined) write(junit, '')
  const certificate = await run(certification, target, {
    ...{ checks, data },
    onListening: (url) => {
      if (json) return
      terminal.print(`${counted(checks.length, 'check')} of ${target}, CBP at ${url}. ${simulated}`)
      terminal.print()
    },
    onResult: (result) => {
      if (!json) printResult(terminal, result)
    },
  })
  if (junit !== undefined) write(junit, certification.junit(certificate))
  if (json) printJson(terminal, certificate)
  else printVerdict(terminal, certification, certificate, data)
  return certificate.verdict === 'not certified' ? exit.refused : exit.fine
}

function chosen({ checks }: Certification, only: readonly string[]) {
  const unknown = only.filter((wanted) => checks.every(({ id }) => id !== wanted))
  if (unknown.length > 0) {
    const known = checks.map(({ id }) => id).join(', ')
    const named = unknown.map((id) => `"${id}"`).join(', ')
    throw new Usage(`There is no check ${named}; there are ${known}.`)
  }
  return only.length === 0 ? checks : checks.filter(({ id }) => only.includes(id))
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new Usage(`${path} cannot be written: ${error instanceof Error ? error.message : ''}`)
  }
}

async function run(
  { certifyTarget, Refused }: Certification,
  target: string,
  options: Parameters<Certification['certifyTarget']>[1],
) {
  try {
    return await certifyTarget(target, options)
  } catch (error) {
    if (error instanceof Refused) throw new Usage(error.message)
    throw error
  }
}
