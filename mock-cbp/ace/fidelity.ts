/**
 * How true the line is: what is sent, what comes back, and over which road.
 * @module
 */
import { cargoRelease, invented, real, simplified, statusNotification } from '../fidelity/row.ts'
import type { FidelityRow } from '../fidelity/row.ts'

const control = 'CATAIR Batch & Block Control v23'

export const lineFidelity: readonly FidelityRow[] = [
  simplified(
    'The fields of a filing, of its reply and of a notification',
    "Each element stands for a field of SE, SX or SO and says which. Zone records (SE41, SE61), the security filing (SF) and what agencies say (SO70) are left out; of a message set the columns behind PG01 are kept as they stand.",
    `${cargoRelease}; ${statusNotification}`,
  ),
  invented('XML', 'Real cargo release speaks 80-column records (CATAIR) or X12.'),
  real(
    'CATAIR: batches A .. Z of blocks B .. Y, records of 80 columns by position, class and designation',
    `${control}; ${cargoRelease}`,
  ),
  real('Application ids SE, SX and SO in A 26-27 and B 11-12', control),
  real(
    'An SX echoes SE10, every SE15, and each record in error with its SE90 behind it; a final SE90 ends the entry',
    `${cargoRelease}, p. 20, 28-29`,
  ),
  simplified(
    'Of a condition the record it is about is told',
    'On which record CBP hangs its codes is not public; each stands on that of the field it names, and what is missing altogether on SE10.',
    `${cargoRelease}, p. 28-29`,
  ),
  real(
    'X0 and X1: an error of the envelope or of the order of records refuses the whole batch',
    `${control}, X0 and X1`,
  ),
  simplified(
    'A field that is wrong refuses its entry alone',
    'How far CBP goes on reading such an entry is not public; here every fault of it is named at once.',
    `${cargoRelease}, SE90`,
  ),
  real('The password in A 9-14 does not come back', control),
  simplified(
    'The password in A 9-14 decides nothing',
    'Who sends is known by HTTP Basic; the columns are blanked before anything is kept.',
    control,
  ),
  simplified(
    'SO in records: A 60-80 is the id of the notification, and the sequence stands in it',
    "At CBP the columns echo the filer's own text. B 60-80 is the filer's word for the block.",
    control,
  ),
  simplified(
    'SO in records tells the minute, in Eastern time',
    'What is said within one minute is told apart by the sequence.',
    `${statusNotification}, SO50 5-14 and SO60 5-14`,
  ),
  invented(
    'CATAIR over HTTP, by the media type `text/x-catair`',
    'CBP takes batches over MQ, SFTP or a line of a service bureau.',
  ),
  invented(
    'A page of the mailbox is batches one behind the other; an empty one is 204',
    'CBP sends each batch by itself, and none that is empty.',
  ),
  real('Actions A, R, U and D: add, replace, update, cancel', `${cargoRelease}, SE10 5`),
  simplified(
    'Up to 999 entries in a transmission of XML',
    'They are one block; a batch may have several, here too.',
    `${cargoRelease}, p. 24-27`,
  ),
  real(
    'Small letters are read as capitals, and capitals come back',
    'CATAIR Batch & Block Control v23, classes of data',
  ),
  simplified(
    'A notification names the flight, the day of arrival, and the quantity on the manifest',
    'Importer, vessel and in-bond (SO10 25-36 and 41-60, SO42) are left blank; no bill is told to come in parts (SO50 57).',
    `${statusNotification}, SO10, SO40, SO50`,
  ),
  real(
    'Dispositions 01 to 04 of a reply, 11 and 13 of its conditions',
    `${cargoRelease}, SE90 5-6`,
  ),
  invented(
    'The words of the final disposition: ENTRY ACCEPTED, ENTRY REJECTED',
    "CBP's wording is not public.",
  ),
  simplified(
    'An envelope that is wrong refuses the whole transmission, and nothing is filed',
    'Of XML only the message id and the filer are checked.',
    'CATAIR Batch & Block Control v23, X1',
  ),
  invented(
    'Message-Id: the same bytes get the first reply again, other bytes a refusal',
    "Record A 60-80 carries the filer's own text, which CBP gives back.",
  ),
  invented('202 until a reply is due, and asking for it by its id', 'CBP sends replies by itself.'),
  invented(
    'A mailbox that is read and acknowledged, ids and sequence numbers of notifications',
    "CBP sends notifications without being asked; they have neither.",
  ),
  real(
    'Notifications may come twice, late and out of order; date and time tell which is newer',
    `${statusNotification}, SO70 note 8`,
  ),
  simplified(
    'Asking for one entry',
    'One answer in JSON, of what the mailbox said.',
    'CATAIR Cargo/Manifest/Entry Release Status Query, CQ and C1',
  ),
  invented(
    'Documents and answers as JSON with Base64',
    "CBP's document image system takes an XML envelope of its own, by queue, SFTP, web service or e-mail.",
  ),
  simplified(
    'Any document for an entry settles what CBP asked for',
    'At CBP a person reads it, and may want another.',
  ),
  invented(
    'HTTP, its status codes, Basic authentication by filer code and password',
    'ABI has lines of its own; the password stands in record A 9-14.',
  ),
] // prettier-ignore
