/**
 * The report as a page of its own: no script, nothing fetched, so that a build can keep the file.
 * @module
 */
import { html, raw } from 'hono/html'
import { headline } from './report.ts'
import type { Report, Seen, SeenGroup } from './report.ts'

const style = `
:root { color-scheme: light dark; --accent: #1f5c57; --soft: #8883; font: 15px/1.5 system-ui, sans-serif }
@media (prefers-color-scheme: dark) { :root { --accent: #6cc2b8 } }
body { max-width: 76rem; margin: 0 auto; padding: 0 1rem 3rem }
.banner { margin: 0 -1rem 1rem; padding: .25rem 1rem; background: #f4d35e; color: #222 }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 2rem 0 .25rem }
meter { width: 100%; height: 1.25rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--soft) }
th { font-weight: 600; white-space: nowrap }
td:first-child { width: 1.5rem; color: var(--accent); font-weight: 700 }
.never td, .never th { opacity: .85 } .never th { font-weight: 400 }
code { font: .9em ui-monospace, monospace }
`

export async function asPage(report: Report): Promise<{ text: string; policy: string }> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  return { text: String(await page(report)), policy }
}

const page = (report: Report) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${headline(report)} · mock-cbp, a simulation</title>
        <style>${raw(style)}</style>
      </head>
      <body>
        <p class="banner"><b>A simulation.</b> This is not CBP, and nothing sent here reaches CBP.</p>
        <h1>${headline(report)}</h1>
        <meter min="0" max="${report.of}" value="${report.met}">${report.met} of ${report.of}</meter>
        <p>A code counts once a reply or a page of the mailbox showed it.</p>
        ${report.groups.map(section)}
        <details>
          <summary>Not counted: only a scenario of your own brings these codes</summary>
          ${report.beyond.map(section)}
        </details>
      </body>
    </html> ` // prettier-ignore

const section = ({ title, met, of, outcomes }: SeenGroup) =>
  html`<h2>${title}: ${met} of ${of}</h2>
    <table>
      <tbody>
        ${outcomes.map(row)}
      </tbody>
    </table>`

const row = ({ name, means, provoke, met }: Seen) =>
  met
    ? html`<tr><td>✓</td><th scope="row">${name}</th><td>${means}</td><td>first in ${met.world} at ${met.at}</td></tr>`
    : html`<tr class="never"><td>-</td><th scope="row">${name}</th><td>${means}</td><td>never seen: <code>${provoke}</code></td></tr>` // prettier-ignore
