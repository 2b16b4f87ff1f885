/**
 * The faults that the mock can commit. Each is a row: what it does, when, after which row of the
 * failure model, and what a good client does about it.
 * @module
 */
import { inWords } from './act.ts'
import { answerFaults } from './answers.ts'
import { connectionFaults } from './connection.ts'
import { documentFaults } from './documents.ts'
import { mailboxFaults } from './mailbox.ts'
import { recordFaults } from './records.ts'
import { callsOf, wiresOf } from './row.ts'
import type { Fault } from './row.ts'
import { streamFaults } from './stream.ts'

const table = {
  ...connectionFaults,
  ...streamFaults,
  ...answerFaults,
  ...documentFaults,
  ...recordFaults,
  ...mailboxFaults,
}

export type FaultName = keyof typeof table

export const faults: Readonly<Record<FaultName, Fault>> = table
export const faultNames = Object.keys(table) as [FaultName, ...FaultName[]]

export const faultNamed = (name: string): FaultName | undefined =>
  faultNames.find((known) => known === name)

/** What happens before there is a server to commit it. */
export const notHere = [
  { source: 'N1', does: 'The name cannot be resolved.', instead: 'a name below .invalid' },
  { source: 'N2', does: 'The connection is refused.', instead: 'a port that nobody listens on' },
  { source: 'N3', does: 'The connection is never made.', instead: 'an address of 192.0.2.0/24' },
  {
    source: 'N4',
    does: 'TLS stalls.',
    instead: 'a listener that takes connections and says nothing',
  },
] as const

/** The table as `GET /_mock/faults` shows it. */
export const faultTable = () =>
  faultNames.map((name) => {
    const fault = faults[name]
    const { when, kind, source, does, goodClient } = fault
    const withoutSocket = 'act' in fault ? inWords(fault.act.elsewhere) : 'the same'
    const where = { on: callsOf(fault), wires: wiresOf(fault) }
    return { name, when, kind, source, ...where, does, goodClient, withoutSocket }
  })
