/**
 * How true the book is: what becomes of an entry, when, and on what grounds.
 * @module
 */
import { cargoRelease, invented, real, simplified, statusNotification } from '../fidelity/row.ts'
import type { FidelityRow } from '../fidelity/row.ts'
import { usual } from '../world/settings.ts'
import { deMinimisUsd } from './conditions.ts'
import { reminders } from './course.ts'
import { reviewHours } from './effect.ts'
import { arrivalHours, arrivalTime, transitHours } from './timing.ts'

const [[firstDays, firstCode], [lastDays, lastCode]] = reminders

export const bookFidelity: readonly FidelityRow[] = [
  real('Entry numbers and their check digit', 'CATAIR Entry Summary chapter, table 1'),
  invented(
    `Type 86 is taken on every day, under the policy \`${usual.policy}\``,
    'The statute without the suspensions, so that software can be tested against it. CBP has refused every type 86 since 2025-08-29 (CSMS 66065494).',
  ),
  simplified(
    'Type 86 is refused by date, origin and arrival, under the policy `enforced`',
    'Goods of China and Hong Kong from 2025-05-02, every origin from 2025-08-29; releases are not withdrawn afterwards, and other entry types are taken as ever.',
    'CSMS 64792502 and 66065494',
  ),
  simplified(
    `One person, one day, ${deMinimisUsd} dollars: above it the release is withheld (SO60 34)`,
    'A person is a name, street and postal code as they are declared, on the declared day of arrival. How CBP tells persons apart is not public, nor whether the hard stop ever ran. Only type 86 counts.',
    '19 USC 1321(a)(2)(C); CSMS 61421135',
  ),
  simplified(
    'A bill waits for its manifest: SO50 91, then 93',
    `Manifests are JSON of the mock, and assumed unless \`manifests\` is \`filed\`.`,
    `${statusNotification}, p. 29`,
  ),
  simplified(
    `Reminders of a bill without a manifest after ${firstDays} and ${lastDays} days (SO60 ${firstCode}, ${lastCode})`,
    'Counted from the reply; the cancellation that follows (25, then 23) is left out.',
    `${statusNotification}, p. 30`,
  ),
  simplified(
    'More packages than the manifest has: SO50 58',
    'The lowest bill of the entry alone is compared.',
    `${statusNotification}, p. 29`,
  ),
  real(
    'Admissible (SO60 97) is not released (98)',
    `${statusNotification}, p. 30-31`,
  ),
  simplified(
    'Release by air at wheels-up, else on arrival',
    'The days before arrival on which ocean and rail release, and lists of rail cars, are left out. Common practice of the trade, not a text of CBP.',
  ),
  real('Release origins 01 to 09 and 99', `${statusNotification}, SO60 63-64`),
  invented(
    `Goods arrive at ${arrivalTime}Z of their declared day, or ${arrivalHours} hours after the reply at the pace \`fast\``,
    'CBP hears of the arrival from the carrier. `POST /_mock/flights/{flight}/arrive` says it by hand.',
  ),
  invented(
    `Goods leave ${transitHours.real} hours before, at the pace \`fast\` ${transitHours.fast}`,
    'As above, by `depart`.',
  ),
  simplified('Days are days in New York', "CBP keeps Eastern time; the mock's times go out as UTC."),
  invented(
    `The order of notices and the hour between them`,
    'Plausible, not measured. At the pace `fast` an hour is a second.',
  ),
  simplified(
    'Corrections and cancellations after acceptance go to a person (disposition 04)',
    'CBP takes some at once, before it has matched the bill.',
    `${cargoRelease}; CSMS 15-000938`,
  ),
  simplified(
    'An update of the transport (U) is taken at once (disposition 02), until the entry is released',
    'What it may change after the bill was matched is not public; the mock takes port, bills, conveyance, day of arrival and references, and leaves the rest as it was.',
    `${cargoRelease}, SE10 note 1`,
  ),
  real(
    'What that person says: 88, 86, 84 of a correction, 23, 87, 85 of a cancellation, and the reasons 1 to 17',
    `${statusNotification}, p. 24 and 30-31`,
  ),
  invented(
    `The decision after ${reviewHours} hour, in the filer's favour`,
    'Unless the scenario or `POST /_mock/entries/{entryNumber}/review` decides otherwise.',
  ),
  real('A second Replace is refused while one is pending', 'CSMS 15-000938'),
  invented(
    `${usual.inspectionRate * 100} of 100 entries are examined`,
    'How often CBP examines is not public. The seed and the entry number decide.',
  ),
] // prettier-ignore
