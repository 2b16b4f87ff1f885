/**
 * A request as a line for a shell that sends it again. What is long, or no text, is fetched from the
 * mock first: a shell takes no argument of more than 128 KiB.
 * @module
 */
import type { Body } from '../world/body.ts'
import type { Line } from '../world/journal.ts'
import { mainWorld } from '../world/world.ts'
import { linkIn, viewRoot } from './link.ts'

const longest = 20_000

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

export function curlOf(origin: string, world: string, line: Line, { form, text }: Body): string {
  const { method, path, headers, filer, position } = line
  const sent = Object.entries(headers).filter(([name, value]) => name !== 'accept' || value !== '*/*') // prettier-ignore
  const inline = form === 'text' && text.length <= longest
  const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'DELETE'
  const body = inline ? `--data-raw ${quoted(text)}` : '--data-binary @-'
  const asked = path.includes('world=') || world === mainWorld ? [] : [`-H ${quoted(`X-Mock-World: ${world}`)}`] // prettier-ignore
  const parts = [
    'curl --globoff',
    ...(method === 'GET' || (hasBody && method === 'POST') ? [] : [`-X ${method}`]),
    ...(filer === null ? [] : [`-u ${filer}:mock`]),
    ...asked,
    ...sent.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(hasBody ? [body] : []),
    quoted(origin + path),
  ]
  const curl = parts.join(' \\\n  ')
  if (inline || !hasBody) return curl
  const bytes = linkIn(world, `${viewRoot}/journal/${position}/request`)
  return `curl -s ${quoted(origin + bytes)} |\n${curl}`
}
