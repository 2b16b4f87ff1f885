/**
 * What is refused for its columns: a batch as a whole, for its lines, its envelope and the order of
 * its records; an entry alone, for its fields. Documents in XML have none of these.
 * @module
 */
import type { Refusal } from '../book/refusal.ts'

const control = 'CATAIR Batch & Block Control v23'
const differs = 'What CBP says of it is not public.'

/** X1 of a batch; nothing of it is filed. */
export const batchRefusals: readonly Refusal[] = [
  { code: 'X12', when: 'A 26-27 of a batch is another application than SE' },
  { code: 'X34', when: 'a batch has a record that is in no chapter' },
  { code: 'X35', when: 'a record of a batch stands where it does not belong' },
  { code: 'X37', when: 'a record is missing that a batch has to have, Z for one' },
  { code: 'X38', when: 'records of a batch that belong together stand apart' },
  { code: 'X39', when: 'a column of a batch is not empty that no field takes' },
  { code: 'Z40', when: 'a batch has a byte that is no printable ASCII', source: `${control}, character set` },
  { code: 'Z41', when: 'a record of a batch has not 80 columns', source: `${control}, record length` },
  { code: 'Z42', when: 'a block has more than 999 entries, or a record comes more often than it may', source: 'CATAIR ACE Cargo Release v40, p. 24-30' },
  { code: 'Z43', when: 'Y or Z says otherwise than B or A, or A and B name another message or filer', source: `${control}, Y and Z` },
] // prettier-ignore

/** SE90 of an entry of a batch; the others of the batch are filed. */
export const fieldRefusals: readonly Refusal[] = [
  { code: '001', when: 'SE10 5 is empty' },
  { code: '002', when: 'SE10 5 is none of A, R, U, D' },
  { code: '003', when: 'SE10 6-8 is empty' },
  { code: '004', when: 'SE10 6-8 is no filer code', differs: 'Whether a code is on file is not asked.' },
  { code: '005', when: 'SE10 11-18 is empty' },
  { code: '009', when: 'SE10 20-21 is empty' },
  { code: '012', when: 'SE10 22-24 is none of EI, ANI, 34' },
  { code: 'Z44', when: 'a field has a character that its class has not, or begins with a space', source: `${control}, classes of data`, differs },
  { code: 'Z45', when: 'a mandatory field is empty', source: `${control}, designations`, differs },
  { code: 'Z46', when: 'a field has a code that is in no table', differs },
  { code: 'Z47', when: 'a field has another form than it takes, or no day', differs },
  { code: 'Z48', when: 'a record is of a foreign trade zone (SE41, SE61)', differs: 'Entry type 06 is not simulated.' },
] // prettier-ignore
