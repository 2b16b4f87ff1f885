/**
 * Identifiers that carry a check digit, each with its one parser.
 * @module
 */

/** `ZZ9-0000001-1`: filer code, seven digits, check digit (CATAIR SE10 6-8 and 11-18). */
export type EntryNumber = string & { readonly brand: 'EntryNumber' }
/** Three letters or digits that CBP assigns to a filer. */
export type FilerCode = string & { readonly brand: 'FilerCode' }
/** `17212345675`: an air waybill's eleven digits without punctuation. */
export type AirWaybill = string & { readonly brand: 'AirWaybill' }
/** `CSQU3054383`: an ISO 6346 container number. */
export type ContainerNumber = string & { readonly brand: 'ContainerNumber' }

export function parseFilerCode(text: string): FilerCode | undefined {
  return /^[A-Z0-9]{3}$/.test(text) ? (text as FilerCode) : undefined
}

/**
 * The check digit of an entry number (CATAIR entry summary chapter, table 1): letters become
 * digits, every second position from the left is doubled and its digits added, as in Luhn.
 */
export function entryCheckDigit(filer: string, serial: string): string {
  const characters = filer + serial
  let total = 0
  for (let index = 0; index < characters.length; index += 1) {
    const digit = digitOf(characters.charCodeAt(index))
    const doubled = digit * 2
    total += index % 2 === 0 ? digit : doubled > 9 ? (doubled + 1) % 10 : doubled
  }
  return String((10 - (total % 10)) % 10)
}

/** A-I are 1-9, J-R are 1-9, S-Z are 2-9; digits stay. */
function digitOf(code: number): number {
  if (code <= 0x39) return code - 0x30
  const place = code - 0x41
  return place < 18 ? (place % 9) + 1 : place - 16
}

/** `sequence` runs from 1 to 9,999,999 for each filer and is never used for another entry. */
export function entryNumber(filer: FilerCode, sequence: number): EntryNumber {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 9_999_999) {
    throw new RangeError(`entry sequence ${sequence} of filer ${filer} is outside 1 to 9999999`)
  }
  const serial = String(sequence).padStart(7, '0')
  return `${filer}-${serial}-${entryCheckDigit(filer, serial)}` as EntryNumber
}

/** Reads the number with or without hyphens; `undefined` when the form or check digit is wrong. */
export function parseEntryNumber(text: string): EntryNumber | undefined {
  const match = /^([A-Z0-9]{3})(-?)(\d{7})\2(\d)$/.exec(text)
  if (!match) return undefined
  const [, filer = '', , serial = '', check = ''] = match
  if (entryCheckDigit(filer, serial) !== check) return undefined
  return `${filer}-${serial}-${check}` as EntryNumber
}

/** The two wire fields: filer code, and serial with check digit. */
export function entryNumberFields(number: EntryNumber): { filerCode: string; serial: string } {
  return { filerCode: number.slice(0, 3), serial: number.slice(4, 11) + number.slice(12) }
}

/** Accepts `172-12345675`, with a hyphen, a space or nothing between. Check: serial modulo 7. */
export function parseAirWaybill(text: string): AirWaybill | undefined {
  const match = /^(\d{3})[- ]?(\d{7})(\d)$/.exec(text)
  if (!match) return undefined
  const [, prefix, serial, check] = match
  return Number(serial) % 7 === Number(check)
    ? (`${prefix}${serial}${check}` as AirWaybill)
    : undefined
}

/** ISO 6346: letters count 10 to 38 leaving out multiples of 11, weighted by powers of two. */
export function parseContainerNumber(text: string): ContainerNumber | undefined {
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(text)) return undefined
  const total = [...text.slice(0, 10)]
    .map((character, index) => containerValue(character) * 2 ** index)
    .reduce((a, b) => a + b, 0)
  return (total % 11) % 10 === Number(text[10]) ? (text as ContainerNumber) : undefined
}

function containerValue(character: string): number {
  if (/\d/.test(character)) return Number(character)
  const place = character.charCodeAt(0) - 'A'.charCodeAt(0)
  return place + 10 + Math.floor((place + 9) / 10)
}
