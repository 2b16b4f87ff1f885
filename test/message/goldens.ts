import { readdirSync, readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { printCargoRelease, readCargoRelease } from '../../src/message/filing.ts'
import { printNotifications, readNotifications } from '../../src/message/notification.ts'
import { printReply, readReply } from '../../src/message/reply.ts'

const folder = new URL('../../fixtures/messages/', import.meta.url)

export const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
export const json = (name: string) => JSON.parse(read(name))
export const bytes = (text: string) => new TextEncoder().encode(text)

export type Root = 'CargoRelease' | 'CargoReleaseReply' | 'StatusNotifications'

const rootsByStem: Readonly<Record<string, Root>> = {
  filing: 'CargoRelease',
  reply: 'CargoReleaseReply',
  notification: 'StatusNotifications',
}

export const rootOf = (name: string): Root =>
  rootsByStem[name.split('-')[0] ?? ''] ?? 'CargoRelease'

/** The names of all golden pairs, without their endings. */
export const goldens = readdirSync(folder)
  .filter((file) => file.endsWith('.xml'))
  .map((file) => file.slice(0, -'.xml'.length))
  .sort()

export function print(name: string, value: any): string {
  if (rootOf(name) === 'CargoRelease') return printCargoRelease(value)
  if (rootOf(name) === 'CargoReleaseReply') return printReply(value)
  return printNotifications(value)
}

/** The value of a document, or nothing where any part of it cannot be read. */
export function valueOf(root: Root, text: string | Uint8Array): unknown {
  const document = typeof text === 'string' ? bytes(text) : text
  if (root !== 'StatusNotifications') {
    const reading = root === 'CargoRelease' ? readCargoRelease(document) : readReply(document)
    return reading.ok ? reading.value : undefined
  }
  const reading = readNotifications(document)
  if (!reading.ok) return undefined
  const notifications = reading.delivered.map(({ notification }) => notification)
  return notifications.includes(undefined) ? undefined : notifications
}

export const schema = (root: Root) =>
  readFileSync(new URL(`../../src/message/schema/${root}.xsd`, import.meta.url), 'utf8')

const validators = new Map<Root, XsdValidator>()

function validatorOf(root: Root): XsdValidator {
  const known = validators.get(root)
  if (known) return known
  const made = XsdValidator.fromDoc(XmlDocument.fromString(schema(root)))
  validators.set(root, made)
  return made
}

/** What libxml2, which shares no code with us, says: nothing when the document is valid. */
export function invalid(root: Root, text: string): string | undefined {
  try {
    const document = XmlDocument.fromBuffer(bytes(text))
    validatorOf(root).validate(document)
    document.dispose()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
