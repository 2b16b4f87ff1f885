/**
 * What the codes in the records mean. Sources: CATAIR ACE Cargo Release v40 (SE), SO Status
 * Notification rev 36 (SO), PGA Message Set.
 * @module
 */
import { dispositions } from '../../domain/disposition.ts'
import { modes } from '../../domain/mode.ts'

type Codes = Readonly<Record<string, string>>

export const applications: Codes = {
  SE: 'cargo release, from the filer',
  SX: 'cargo release response, from CBP',
  SO: 'status notification, from CBP',
}

export const actions: Codes = { A: 'add', R: 'replace', U: 'update', D: 'cancel' }

export const entryTypes: Codes = {
  '01': 'consumption', '02': 'quota or visa', '03': 'antidumping or countervailing duty',
  '06': 'foreign trade zone', '07': 'antidumping and quota', '11': 'informal',
  '12': 'informal quota', '21': 'warehouse', '22': 're-warehouse',
  '23': 'temporary importation under bond', '52': 'government', '86': 'section 321',
} // prettier-ignore

export const importerTypes: Codes = {
  EI: 'IRS number', ANI: 'number assigned by CBP', '34': 'social security number',
} // prettier-ignore

export const modesOfTransportation: Codes = Object.fromEntries(
  Object.entries(modes).map(([code, { name }]) => [code, name]),
)

export const bondTypes: Codes = { '0': 'no bond', '8': 'continuous', '9': 'single transaction' }

export const splitReleases: Codes = { '1': 'hold all parts', '2': 'release part by part' }

export const billTypes: Codes = {
  R: 'regular bill', M: 'master bill', H: 'house bill', T: 'express tracking number', I: 'in-bond',
} // prettier-ignore

export const yesNo: Codes = { Y: 'yes', N: 'no' }
export const marked: Codes = { '1': 'yes' }

export const entryDateElections: Codes = { W: 'weekly foreign trade zone' }

export const referenceQualifiers: Codes = {
  CR: "filer's own reference", EDA: 'estimated date of arrival', EN: 'replacement entry',
  IB: 'replacement in-bond', FTZ: 'replacement zone admission', DIS: 'document image reference',
  V1: 'surety code', AMT: 'bond amount', EXP: 'express consignment', KII: 'known importer',
  PER: 'perishable', CES: 'consolidated summary', RRN: 'rail reference',
  RSN: 'reason of a refusal', CMT: 'comment',
} // prettier-ignore

/** Of a correction or cancellation: SO20 `RSN`, p. 24. */
export const refusalReasons: Codes = {
  '1': 'replacement entry is cancelled', '2': 'replacement entry is open',
  '3': 'replacement in-bond is deleted', '4': 'the document is not in the image system',
  '5': 'more has to be told by the image system',
  '6': 'what became of all packages of the bill cannot be verified',
  '7': 'zone admission is deleted', '8': 'zone admission is open',
  '9': 'entry is on hold, no correction', '10': 'entry is on hold, no cancellation',
  '11': 'entry is on hold of an agency, no correction',
  '12': 'entry is on hold of an agency, no cancellation', '13': 'another one, see the comment CMT',
  '14': 'bill numbers differ from the entry', '15': 'bill numbers differ from the in-bond',
  '16': 'replacement entry is not on file', '17': 'zone admission is not on file',
} // prettier-ignore

export const entities: Codes = {
  MF: 'manufacturer or supplier', SE: 'seller', BY: 'buyer', ST: 'ship-to party',
  LG: 'stuffing location', CS: 'consolidator', CN: 'consignee', BKP: 'booking party',
  SH: 'shipper', EX: 'exporter', DR: 'distributor', PK: 'packager',
} // prettier-ignore

export const businessIdentifiers: Codes = {
  LEI: 'legal entity identifier', GLN: 'global location number', DUNS: 'D-U-N-S number',
} // prettier-ignore

export const streetQualifiers: Codes = {
  '01': 'street number', '02': 'street name', '05': 'PO box', '12': 'building name',
  '13': 'apartment', '14': 'suite', '15': 'unstructured', '28': 'association', '30': 'pier',
  '31': 'wing', '32': 'floor', '35': 'room', '37': 'unit', '57': 'cross street',
  AK: 'building number',
} // prettier-ignore

export const zoneStatuses: Codes = { P: 'privileged', N: 'non-privileged' }

export const cancellationReasons: Codes = {
  '01': 'clerical error', '02': 'replaced by an in-bond movement',
  '03': 'cleared under another entry', '04': 'replaced by a zone admission',
  '05': 'cleared under an informal entry', '06': 'seized', '07': 'destroyed', '08': 'not arrived',
  '09': 'refused by the importer', '10': 'not authorised for import', '11': 'system error',
  '12': 'weekly zone entry without goods',
} // prettier-ignore

export const messageTypes: Codes = {
  '01': 'entry rejected', '02': 'entry accepted', '03': 'entry accepted with warnings',
  '04': 'referred to human review', '11': 'record rejected', '13': 'record accepted with a warning',
} // prettier-ignore

export const releaseOrigins: Codes = {
  '01': 'date of selectivity', '02': 'estimated date of arrival', '03': 'actual arrival',
  '04': 'arrival of the master in-bond', '05': 'intensive exam completed',
  '06': 'override to a general exam', '07': 'manifest hold removed',
  '08': "another agency's review completed", '09': 'release date updated',
  '99': 'release date removed',
} // prettier-ignore

export const inBondTypes: Codes = {
  '61': 'immediate transportation', '62': 'transportation and exportation',
  '63': 'immediate exportation',
} // prettier-ignore

export const holders: Codes = { '1': 'CBP', '2': 'the agency' }

export const disclaims: Codes = {
  A: 'not regulated by the agency', B: 'not required by its guidance',
  C: 'filed with the agency by other means', D: 'filed on paper', E: 'as the agency defines it',
  F: 'as the agency defines it',
} // prettier-ignore

export const rejectionSeverities: Codes = { F: 'fatal' }
export const finality: Codes = { R: 'final: the batch is rejected' }
export const referenceForms: Codes = { BLOCK: 'a block', TRNACT: 'a transaction' }

const ofRecord = (record: 'SO50' | 'SO60'): Codes =>
  Object.fromEntries(
    [...dispositions.values()]
      .filter((row) => row.record === record)
      .map(({ code, meaning }) => [code, meaning]),
  )

export const billMatches = ofRecord('SO50')
export const dispositionCodes = ofRecord('SO60')
