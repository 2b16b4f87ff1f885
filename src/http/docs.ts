/**
 * `/openapi.json` and `/docs`: the API read off its own routes, as a page of plain HTML from our own
 * origin.
 * @module
 */
import { html } from 'hono/html'
import { once } from '../domain/once.ts'
import { exampleOf } from './example.ts'
import type { Schema } from './example.ts'
import type { App } from './route.ts'
import { style } from './style.ts'

const info = {
  title: 'gate321',
  version: '1',
  description:
    'Filing gateway for low-value US imports (section 321, entry type 86). Simulated: nothing is filed with CBP.',
}

/** `front`: whether the first page is ours to show. */
export function mountDocs(app: App, front: boolean): void {
  // Made once, as bytes that all answers share: it costs as much as fifty filings, whoever asks needs
  // no key, and who does not take the answer holds no copy of it.
  const document = once(() =>
    app.getOpenAPI31Document({ openapi: '3.1.0', info, servers: [{ url: '/' }] }),
  )
  const json = once(() => bytesOf(JSON.stringify(document())))
  const shown = once(async () => bytesOf(String(await page(document()))))
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
  })
  for (const [path, summary, type] of [
    ['/', 'The first page', 'text/html'],
    ['/openapi.json', 'This API as OpenAPI 3.1', 'application/json'],
    ['/docs', 'This API as a page', 'text/html'],
    ['/docs/style.css', 'Its style', 'text/css'],
  ] as const) {
    const responses = { 200: { description: summary, content: { [type]: {} } } }
    app.openAPIRegistry.registerPath({ method: 'get', path, summary, security: [], responses })
  }
  if (front) app.get('/', (c) => c.html(frontPage()))
  app.get('/openapi.json', (c) => c.body(json(), 200, { 'Content-Type': 'application/json' }))
  app.get('/docs', async (c) =>
    c.body(await shown(), 200, { 'Content-Type': 'text/html; charset=UTF-8' }),
  )
  app.get('/docs/style.css', (c) => c.body(style, 200, { 'Content-Type': 'text/css' }))
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

type Document = ReturnType<App['getOpenAPI31Document']>

type Body = {
  readonly description?: string
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}

type Operation = {
  readonly method: string
  readonly path: string
  readonly summary?: string
  readonly security?: readonly object[]
  readonly requestBody?: Body
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: object }>
  >
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly description?: string
  }[]
}

function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Omit<Operation, 'method' | 'path'>>).map(
      ([method, operation]) => ({ method: method.toUpperCase(), path, ...operation }),
    ),
  )
}

const anchor = ({ method, path }: Operation) => `${method}-${path.replace(/\W+/g, '-')}`

function page(document: Document) {
  const operations = operationsOf(document)
  const schemas = Object.entries(document.components?.schemas ?? {})
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>gate321 API</title>
        <link rel="stylesheet" href="/docs/style.css" />
      </head>
      <body>
        <header>
          <p class="simulated">Simulated: nothing here reaches CBP.</p>
          <h1>gate321 API</h1>
          <p>${info.description}</p>
          <p><a href="/openapi.json">openapi.json</a></p>
        </header>
        <nav aria-label="Calls">
          <ul>
            ${operations.map(
              (operation) =>
                html`<li>
                  <a href="#${anchor(operation)}"
                    ><b>${operation.method}</b> <code>${operation.path}</code></a
                  >
                </li>`,
            )}
          </ul>
        </nav>
        <main>
          ${operations.map((operation) => section(operation, document))}
          <h2>Shapes</h2>
          ${schemas.map(
            ([name, schema]) =>
              html`<details id="schema-${name}">
                <summary>${name}</summary>
                <pre>${JSON.stringify(schema, null, 2)}</pre>
              </details>`,
          )}
        </main>
      </body>
    </html>`
}

function section(operation: Operation, document: Document) {
  const {
    method,
    path,
    summary,
    security = [],
    parameters = [],
    requestBody,
    responses,
  } = operation
  return html`<section id="${anchor(operation)}">
    <h2><b>${method}</b> <code>${path}</code></h2>
    <p>${summary ?? ''}${security.length > 0 ? '' : html` <em>No key needed.</em>`}</p>
    ${
      parameters.length > 0
        ? html`<ul>
            ${parameters.map(
              ({ name, in: place, required, description }) =>
                html`<li>
                  <code>${name}</code> (${place}${required ? ', required' : ''})
                  ${description ?? ''}
                </li>`,
            )}
          </ul>`
        : ''
    }
    ${requestBody ? bodyOf(requestBody, document) : ''}
    <ul>
      ${Object.entries(responses ?? {}).map(
        ([status, response]) =>
          html`<li>
            <b>${status === 'default' ? 'otherwise' : status}</b> ${response.description ?? ''}
            ${shapes(response.content)}
          </li>`,
      )}
    </ul>
  </section>`
}

function bodyOf({ description, content = {} }: Body, document: Document) {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>
  const [mediaType, form] = Object.entries(content)[0] ?? []
  const example = form?.schema && exampleOf(form.schema, schemas)
  return html`<p>Body (${mediaType}): ${description ?? ''} ${shapes(content)}</p>
    ${example === undefined ? '' : html`<pre>${JSON.stringify(example, null, 2)}</pre>`}`
}

/** Links to the shapes that a body refers to. */
function shapes(content: object = {}) {
  const names = [...JSON.stringify(content).matchAll(/#\/components\/schemas\/(\w+)/g)]
  return [...new Set(names.map(([, name]) => name))].map(
    (name) => html`<a href="#schema-${name}">${name}</a> `,
  )
}

/** The first page: what this is and where to go. */
function frontPage() {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>gate321</title>
        <link rel="stylesheet" href="/docs/style.css" />
      </head>
      <body>
        <p class="simulated">Simulated: nothing here reaches CBP.</p>
        <h1>gate321</h1>
        <p>
          A filing gateway for low-value US imports (section 321, entry type 86), running against
          its own simulated CBP. CBP itself has accepted no entry type 86 since 29 August 2025.
        </p>
        <ul>
          <li><a href="/docs">The API as a page</a></li>
          <li><a href="/openapi.json">The API as OpenAPI 3.1</a></li>
          <li><a href="/readyz">Whether this gateway is ready</a></li>
        </ul>
      </body>
    </html>`
}
