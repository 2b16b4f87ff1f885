/**
 * How papers look in a browser: as a sheet on a wide screen, as cards on a narrow one, and on paper
 * black on white. Not a word of it stands in the pages, because of their security policy.
 * @module
 */

export const paperStyle = `
:root { color-scheme: light dark; --paper: light-dark(#ffffff, #1a1a18); --desk: light-dark(#efeee9, #111110);
  --ink: light-dark(#1c1c1a, #eeeeea); --soft: light-dark(#5b5b55, #b0b0a8);
  --line: light-dark(#d4d4cf, #44443f); --warn: light-dark(#7a4b00, #f0c674); }
* { box-sizing: border-box; }
html { background: var(--desk); }
body { margin: 1.5rem auto; padding: 2rem 2.25rem; max-width: 54rem; background: var(--paper);
  color: var(--ink); border: 1px solid var(--line); overflow-wrap: anywhere;
  font: 0.9375rem/1.45 system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif; }
body.wide { max-width: 86rem; }
.simulated { margin: 0 0 1.25rem; padding: 0.5rem 0.75rem; border: 1px solid currentColor;
  color: var(--warn); font-weight: 600; }
h1 { margin: 0; font-size: 1.625rem; line-height: 1.2; }
.subject { margin: 0.25rem 0 1.25rem; color: var(--soft); font-variant-numeric: tabular-nums; }
h2 { margin: 1.75rem 0 0.5rem; padding-bottom: 0.25rem; border-bottom: 2px solid var(--line);
  font-size: 1.0625rem; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0.75rem 1.5rem;
  margin: 0 0 1rem; }
dt { color: var(--soft); font-size: 0.8125rem; }
dd { margin: 0; font-variant-numeric: tabular-nums; }
table { width: 100%; margin: 0 0 1.25rem; border-collapse: collapse; table-layout: fixed;
  font-variant-numeric: tabular-nums; }
${widths()}
caption { padding: 0 0 0.375rem; text-align: left; color: var(--soft); font-size: 0.8125rem; }
th, td { padding: 0.3125rem 0.75rem 0.3125rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line); }
th { font-size: 0.8125rem; vertical-align: bottom; border-bottom-color: var(--soft);
  overflow-wrap: normal; }
td { unicode-bidi: plaintext; }
.right { text-align: right; }
td.right, th.right { padding-right: 0; }
.right + td, .right + th { padding-left: 1rem; }
tfoot td { border-bottom: 0; font-weight: 650; }
.wide table { font-size: 0.8125rem; }
.wide th { font-size: 0.75rem; }
.notes { margin: 1rem 0 0; padding-left: 1.125rem; color: var(--soft); font-size: 0.875rem; }
.notes li { margin-bottom: 0.25rem; }
footer { margin-top: 2rem; padding-top: 0.75rem; border-top: 1px solid var(--line);
  color: var(--soft); font-size: 0.8125rem; }
footer p { margin: 0; }

@media screen and (max-width: 44rem) {
  body, body.wide { margin: 0; padding: 1rem; border: 0; }
  dl { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.75rem 1rem; }
  ${cards('')}
}
@media screen and (max-width: 70rem) {
  ${cards('.wide ')}
}

@page { size: letter; margin: 14mm; }
@page across { size: letter landscape; margin: 12mm; }
@media print {
  :root { color-scheme: light; }
  html, body { background: none; }
  body, body.wide { margin: 0; padding: 0; max-width: none; border: 0; font-size: 9.5pt; }
  body.wide { page: across; font-size: 7pt; }
  .wide table, .wide th, th, caption, dt, .notes, footer { font-size: inherit; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  tr, dl > div { break-inside: avoid; }
  h2, caption, thead { break-after: avoid; }
}
`

/** The width of a column in hundredths of its table's: a cell cannot say it itself. */
export const widthOf = (share: number, shares: number) => Math.round((100 * share) / shares)

function widths(): string {
  const hundredths = Array.from({ length: 100 }, (_, index) => index + 1)
  return hundredths.map((width) => `.w${width} { width: ${width}%; }`).join(' ')
}

/** A table of many columns needs more room than one of few before it is a table. */
function cards(of: string): string {
  return `
  ${of}table, ${of}tbody, ${of}tfoot, ${of}tr, ${of}td, ${of}caption { display: block; }
  ${of}thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  ${of}thead th { display: block; width: 1px; padding: 0; overflow: hidden; }
  ${of}tr { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  ${of}td[data-label] { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0.5rem;
    padding: 0.0625rem 0; border: 0; text-align: left; }
  ${of}td::before { content: attr(data-label); color: var(--soft); font-weight: 400; }
  ${of}td:empty { display: none; }`
}
