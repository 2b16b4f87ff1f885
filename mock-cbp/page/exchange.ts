/**
 * One exchange: what was asked and answered, set out and as it was; the rule it met; curl for it.
 * @module
 */
import { html } from 'hono/html'
import { mediaType as catair } from '../../src/message/catair/release.ts'
import { problem } from '../http/problem.ts'
import type { Asked } from '../http/request.ts'
import { bytesOf } from '../world/body.ts'
import type { Body } from '../world/body.ts'
import { readBodies, readJournal } from '../world/journal.ts'
import type { Line } from '../world/journal.ts'
import type { World } from '../world/world.ts'
import { curlOf } from './curl.ts'
import { metOf } from './lines.ts'
import { viewRoot } from './link.ts'
import { entryLink } from './parts.ts'
import { pretty } from './pretty.ts'
import { recordsOf } from './records.ts'
import { entriesOf } from './read.ts'
import { httpCode, shortened, time } from './tell.ts'
import { link } from './view.ts'
import type { Html, Render, View } from './view.ts'

/** Characters; what is longer is cut here and whole as JSON. */
const mostShown = 60_000

async function lineAt(world: World, named: string): Promise<Line | undefined> {
  const position = Number(/^\d{1,15}$/.exec(named)?.[0] ?? 0)
  const [line] = await readJournal(world, 1, position + 1)
  return line?.position === position ? line : undefined
}

export const exchangePage: Render = async (view, named) => {
  const { world } = view
  const line = await lineAt(world, named)
  if (!line) return undefined
  const { request, reply } = await readBodies(world, line.position)
  const entries = line.messageId === null ? [] : await entriesOf(world, line.messageId)
  const { position } = line
  return {
    title: `${line.method} ${shortened(line.path, 60)}`,
    body: html`<p class="crumbs">
        <a href="${link(view, `${viewRoot}/journal`)}">Traffic</a>
        ${position > 1 ? html`<a href="${link(view, `${viewRoot}/journal/${position - 1}`)}">Before</a>` : ''}
        ${position < world.position - 1 ? html`<a href="${link(view, `${viewRoot}/journal/${position + 1}`)}">After</a>` : ''}
      </p>
      <h1><b>${line.method}</b> <span class="path">${line.path}</span></h1>
      <dl class="facts">
        ${fact('Answered', html`${httpCode(line.status)} ${line.fault === null ? '' : html`<span class="badge fault">fault: ${line.fault}</span>`}`)}
        ${fact('World time', time(line.at, world.now))} ${fact('Filer', line.filer)}
        ${fact('Message id', line.messageId && html`<code>${line.messageId}</code>`)}
        ${fact('Entries', entries.length === 0 ? line.entries : html`${entries.map((number) => html`${entryLink(view, number)} `)}`)}
        ${fact('Request id', html`<code>${line.id}</code>`)}
      </dl>
      ${met(line)}
      <div class="columns even">
        ${side('Request', request, contentType(line), headersOf(line), jsonOf(view, line))}
        ${side('Reply', reply, line.mediaType, [], jsonOf(view, line))}
      </div>
      <h2 id="again">Send it again</h2>
      <div class="copy">
        <pre id="curl" tabindex="0" aria-labelledby="again">
${curlOf(view.origin, world.name, line, request)}</pre>
      </div>`,
  }
}

const jsonOf = (view: View, { position }: Line) => link(view, `/_mock/journal/${position}`)
const contentType = ({ headers }: Line) => headers['content-type'] ?? null
const headersOf = ({ headers }: Line) => Object.entries(headers)

const fact = (name: string, value: Html | string | number | null): Html | '' =>
  value === null ? '' : html`<div><dt>${name}</dt><dd>${value}</dd></div>` // prettier-ignore

function met(line: Line): Html | '' {
  const entries = metOf(line)
  if (entries.length === 0) return ''
  return html`<h2>Which rule each entry met</h2>
    <ul class="met">
      ${entries.map(
        ({ bill, scenario, misses }) =>
          html`<li>
            <code>${bill}</code>
            ${scenario === null ? 'met no rule.' : html`met <code class="scenario">${scenario}</code>.`}
            ${
              misses.length === 0
                ? ''
                : html`<ul>
                    ${misses.map(({ rule, because }) => html`<li>Not <code>${rule}</code>, because ${because}.</li>`)}
                  </ul>`
            }
          </li>`,
      )}
    </ul>`
}

type Headers = readonly (readonly [name: string, value: string])[]

function side(
  title: string,
  { form, text }: Body,
  mediaType: string | null,
  headers: Headers,
  whole: string,
): Html {
  const cut = text.length > mostShown
  const isRecords = mediaType?.startsWith(catair) ?? false
  const set = form === 'text' && !cut ? setOut(title, text, mediaType) : undefined
  const id = title.toLowerCase()
  const note =
    form === 'base64'
      ? 'These bytes are no plain text; they are shown in Base64.'
      : cut
        ? `The first ${mostShown} of ${text.length} characters.`
        : ''
  const asIs = html`<pre
    class="${isRecords ? 'set' : ''}"
    tabindex="0"
    aria-label="${title} as it was"
  >
${text.slice(0, mostShown)}</pre>`
  return html`<section class="side" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <p class="quiet">
      ${mediaType ?? (text === '' ? 'no body' : 'no media type')}${text === '' ? '' : `, ${text.length} characters`}.
      ${note} ${cut ? html`<a href="${whole}">All of it as JSON</a>` : ''}
    </p>
    ${
      headers.length === 0
        ? ''
        : html`<dl class="headers">
            ${headers.map(
              ([name, value]) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>`
    }
    ${
      text === ''
        ? ''
        : set
          ? html`${set}
              <details id="${id}-raw">
                <summary>As it was, to the byte</summary>
                ${asIs}
              </details>`
          : asIs
    }
  </section>`
}

/** A batch record by record; XML and JSON indented. */
function setOut(title: string, text: string, mediaType: string | null): Html | undefined {
  const label = `${title}, set out`
  if (mediaType?.startsWith(catair)) return recordsOf(text, label)
  const set = pretty(text, mediaType)
  return set && html`<pre class="set" tabindex="0" aria-label="${label}">${set}</pre>`
}

/** The body of a request as it came, for curl. */
export async function sentBytes({ env, req }: Asked): Promise<Response> {
  const line = await lineAt(env.world, req.param('position') ?? '')
  if (!line) return problem('path_unknown', 'no such line is kept')
  const { request } = await readBodies(env.world, line.position)
  return new Response(bytesOf(request), {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="request-${line.position}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
