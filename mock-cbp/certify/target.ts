/**
 * A target: how a client is started, how it is told to file, and what its words mean. YAML, or JSON,
 * which is YAML. A mistake names its line.
 * @module
 */
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { statuses } from '../../src/domain/status.ts'
import { nearest } from '../scenario/nearest.ts'
import { offsetOf } from '../scenario/file.ts'
import { parseDuration } from '../world/duration.ts'
import { Refused } from './refused.ts'
import { unknownIn } from './template.ts'

const duration = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, 'no duration: 30s, 2m or PT30S')
  .transform((text) => parseDuration(text) ?? 0)
const pointer = z.string().regex(/^(\/([^~]|~[01])*)+$/, 'a JSON pointer begins with a stroke: /id')
const texts = z.record(z.string(), z.string())
const method = z.enum(['GET', 'POST', 'PUT', 'PATCH'])
const url = z.string().regex(/^(https?:\/\/|\{\{)/, 'a URL begins with http:// or https://')

const call = (usual: z.infer<typeof method>) => ({
  method: method.default(usual),
  url,
  headers: texts.default({}),
  body: z.unknown().optional(),
  /** HTTP codes that mean yes. */
  taken: z.array(z.int().min(200).max(299)).min(1).optional(),
})

const form = z.strictObject({
  name: z.string().min(1).max(60),
  /** Where the mock CBP listens for the client, and as whom the client files. */
  cbp: z
    .strictObject({
      port: z.int().min(0).max(65_535).default(0),
      filer: z.string().regex(/^[A-Z0-9]{3}$/, 'a filer code has three capitals and digits').default('ZZ9'), // prettier-ignore
      password: z.string().min(1).default('mock'),
    })
    .prefault({}),
  /** Left out for a client that runs already. */
  start: z
    .strictObject({
      command: z.array(z.string().min(1)).min(1),
      env: texts.default({}),
      /** Beside the target. */
      folder: z.string().default('.'),
      /** Answers 200 when the client is ready. */
      ready: url,
      within: duration.prefault('30s'),
    })
    .optional(),
  file: z.strictObject({ ...call('POST'), id: pointer }),
  status: z.strictObject({
    ...call('GET'),
    word: pointer,
    /** The client's words, in those of gate321. */
    words: z.record(z.string(), z.enum(statuses)),
  }),
  answer: z.strictObject(call('POST')).optional(),
  /** Where the client tells what it heard: the items of the list that have the text count. */
  history: z.strictObject({ ...call('GET'), list: pointer, counts: z.string().min(1) }).optional(),
  /** The longest a check may take. */
  patience: duration.prefault('60s'),
})

export type Target = z.infer<typeof form>
export type Call = NonNullable<Target['answer']>

/** What stands for what: everywhere, and of one parcel. */
const everywhere = ['cbpUrl', 'filer', 'password', 'port', 'scratch']
const ofParcel = ['houseBill', 'masterBill', 'reference', 'consignee', 'arrivalDate', 'invoiceDate']
const marks: Readonly<Record<string, readonly string[]>> = {
  start: everywhere,
  file: [...everywhere, ...ofParcel],
  status: [...everywhere, ...ofParcel, 'id'],
  answer: [...everywhere, ...ofParcel, 'id'],
  history: [...everywhere, ...ofParcel, 'id'],
}

type Path = readonly (string | number)[]
type Told = (path: Path, message: string, ofName?: true) => string

/** `name` is how the file is called in mistakes. Throws `Refused` with all of them, a line each. */
export function readTarget(text: string, name: string): Target {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${name}:${line}:${col}`
  }
  const refuse = (mistakes: readonly string[]) => new Refused(mistakes.join('\n'))
  if (document.errors.length > 0) {
    throw refuse(document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`))
  }
  const told: Told = (path, message, ofName) =>
    `${at(offsetOf(document, path, ofName))}: ${message}`
  const { data, error } = form.safeParse(document.toJS({ maxAliasCount: 100 }))
  if (!data) throw refuse(error.issues.flatMap((issue) => mistakesOf(issue, told)))
  const unknown = Object.entries(marks).flatMap(([part, known]) =>
    unknownIn(data[part as keyof Target], known, [part]).map(({ path, name: mark }) =>
      told(path, `there is no {{${mark}}} here${nearest(mark, known)}`),
    ),
  )
  if (unknown.length > 0) throw refuse(unknown)
  return data
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string; readonly keys?: readonly string[] } // prettier-ignore

/** An unknown name is a mistake at that name, not at the object around it. */
function mistakesOf(issue: Issue, told: Told): string[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  const { keys = [] } = issue
  if (keys.length > 0) return keys.map((key) => told([...path, key], `there is no "${key}" here`, true)) // prettier-ignore
  const missing = issue.message.endsWith('received undefined')
  return [told(path, missing ? `"${path.join('.')}" is missing` : issue.message)]
}
