/**
 * Faults of records: what is a document by its media type, and by the rules of CATAIR is none. Source:
 * CATAIR Batch & Block Control v23, record formats.
 * @module
 */
import { columns } from '../../src/message/catair/layout.ts'
import { layoutOf } from '../../src/message/catair/records/all.ts'
import { onCount, onHeader, onLines, onRecord, put, recounted } from './lines.ts'
import { rewriting, rows } from './row.ts'

const protocol = {
  kind: 'protocol',
  when: 'reply',
  on: ['transmissions', 'queries', 'mailbox'],
  wires: ['catair'],
  source: 'G105',
} as const

const unread =
  'Keep it as evidence and mend nothing: a reply so is in doubt, a batch of the mailbox is put aside for a person, and those behind it still flow.'

export const recordFaults = rows({
  'short-record': {
    ...protocol,
    does: 'The header of the first entry has 79 columns.',
    goodClient: unread,
    commit: rewriting(onHeader((line) => line.slice(0, columns - 1))),
  },
  'long-record': {
    ...protocol,
    does: 'The header of the first entry has 81 columns.',
    goodClient: unread,
    commit: rewriting(onHeader((line) => `${line} `)),
  },
  'lost-trailer': {
    ...protocol,
    source: 'G89, G105',
    does: 'The Z record at the end is missing.',
    goodClient: 'Take it for cut, whatever HTTP says: take nothing from it, and ask again.',
    commit: rewriting(onLines((lines) => lines.slice(0, -1))),
  },
  miscount: {
    ...protocol,
    does: 'The Y record counts one record more than the block has.',
    goodClient: unread,
    commit: rewriting(onCount((count) => count + 1)),
  },
  'unknown-record': {
    ...protocol,
    does: 'A record that is in no chapter stands behind the header of the first entry, and is counted.',
    goodClient: unread,
    commit: rewriting(
      onLines((lines) => {
        const at = lines.findIndex((line) => /^S[EO]10/.test(line)) + 1
        return at === 0 ? undefined : recounted(lines.toSpliced(at, 0, 'QQ10'.padEnd(columns)))
      }),
    ),
  },
  'small-letter': {
    ...protocol,
    does: 'The header of the first entry has a small letter.',
    goodClient: unread,
    commit: rewriting(
      onHeader((line) => line.slice(0, 4) + line.slice(4).replace(/[A-Z]/, (letter) => letter.toLowerCase())), // prettier-ignore
    ),
  },
  'data-in-filler': {
    ...protocol,
    does: "The first record that is CBP's own, SE90 or SO10, has a digit where no field is.",
    goodClient: unread,
    commit: rewriting(
      onRecord(/^S(E90|O10)/, (line) => {
        const filler = layoutOf(line, 'output')?.fields.findLast((field) => field.class === 'S')
        return filler && put(line, filler.to, '1')
      }),
    ),
  },
})
