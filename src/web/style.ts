/**
 * The desk's style sheet: the ground that all pages stand on. Light and dark by what the reader's
 * system says; what one page alone needs stands in `looks.ts`.
 * @module
 */
import { looks } from './looks.ts'

const ground = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f7f6f2, #141716);
  --card: light-dark(#ffffff, #1b1f1e);
  --well: light-dark(#efede6, #101312);
  --ink: light-dark(#1b211f, #e7ebe8);
  --soft: light-dark(#57605c, #a4afaa);
  --line: light-dark(#dddad0, #323a37);
  --edge: light-dark(#858c86, #75807b);
  --accent: light-dark(#1d5a55, #86cdc4);
  --onaccent: light-dark(#ffffff, #10201e);
  --wash: light-dark(#e0ece9, #24403c);
  --green: light-dark(#1c6032, #8fd6a3);
  --blue: light-dark(#1f4f8b, #9cc4f2);
  --amber: light-dark(#7a4a00, #efc477);
  --red: light-dark(#96281f, #f5a79f);
  --violet: light-dark(#5b3f8c, #c5aef0);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', 'Open Sans', sans-serif; }
header > *, main { padding-inline: max(1rem, calc((100vw - 84rem) / 2)); }
main { padding-block: 1.25rem 4rem; outline: none; overflow-wrap: break-word; }
h1 { margin: 0 0 0.5rem; font-size: 1.625rem; line-height: 1.25; font-weight: 650;
  letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.125rem; font-weight: 650; }
h3 { margin: 1.25rem 0 0.25rem; font-size: 1rem; font-weight: 650; }
p { margin: 0 0 0.75rem; }
ul, ol { padding-left: 1.25rem; }
li, dd { overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 0.15em; }
code, pre, .number { font-family: var(--mono); font-size: 0.9em; }
code, .number { overflow-wrap: anywhere; unicode-bidi: isolate; }
.number { white-space: nowrap; }
pre { margin: 0; padding: 0.75rem; overflow-x: auto; background: var(--well); border-radius: 6px;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.quiet { color: var(--soft); font-size: 0.875rem; }
.lead { max-width: 46rem; color: var(--soft); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 2; padding: 0.5rem 1rem;
  background: var(--accent); color: var(--onaccent); border-radius: 6px; }
.skip:focus { top: 0.5rem; }

.banner { margin: 0; padding-block: 0.375rem; background: light-dark(#fbedc8, #3a2f14);
  color: light-dark(#5c3b00, #f4d68f); font-size: 0.875rem; }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.25rem;
  padding-block: 0.625rem; border-bottom: 1px solid var(--line); background: var(--card); }
.brand { font: 650 1.0625rem/1.5 var(--mono); color: var(--ink); text-decoration: none; }
.top nav { flex: 1 1 auto; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 0.125rem; margin: 0; padding: 0; list-style: none; }
.top nav a { display: block; padding: 0.375rem 0.625rem; border-radius: 6px; color: var(--soft);
  text-decoration: none; }
.top nav a:hover { background: var(--well); color: var(--ink); }
.top nav a[aria-current] { background: var(--wash); color: var(--accent); font-weight: 600; }
.who { display: flex; align-items: center; gap: 0.75rem; margin: 0; }

button, .button, select, input, textarea { font: inherit; color: inherit; }
button, .button { display: inline-flex; align-items: center; min-height: 2.25rem; padding: 0 0.875rem;
  border: 1px solid var(--edge); border-radius: 6px; background: var(--card); color: var(--ink);
  text-decoration: none; cursor: pointer; }
button:hover, .button:hover { background: var(--well); }
button.main, .button.main { border-color: var(--accent); background: var(--accent);
  color: var(--onaccent); font-weight: 600; }
button.main:hover, .button.main:hover { filter: brightness(1.08); }
button.grave { border-color: var(--red); color: var(--red); }
button.plain { min-height: 2rem; padding: 0 0.5rem; border-color: transparent; background: none;
  color: var(--accent); text-decoration: underline; }
button[disabled] { border-style: dashed; color: var(--soft); cursor: not-allowed; }
label { display: block; margin: 0.75rem 0 0.25rem; font-weight: 600; font-size: 0.9375rem; }
input:not([type='checkbox'], [type='radio'], [type='hidden']), select, textarea { width: 100%;
  min-height: 2.375rem; padding: 0.375rem 0.625rem; border: 1px solid var(--edge);
  border-radius: 6px; background: var(--card); }
input[aria-invalid='true'] { border-color: var(--red); border-width: 2px; }
.hint { display: block; color: var(--soft); font-size: 0.875rem; font-weight: 400; }
.wrong { margin: 0.25rem 0 0; color: var(--red); font-size: 0.875rem; }
.row { display: flex; flex-wrap: wrap; align-items: end; gap: 0.5rem 0.75rem; }
.row > * { flex: 0 1 auto; min-width: 0; }
.filters label { margin: 0; font-size: 0.8125rem; font-weight: 500; color: var(--soft); }
.filters .row > div { flex: 1 1 9rem; }
.filters .row > .go { flex: 0 0 auto; }

.card { margin: 0 0 1rem; padding: 1rem 1.125rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; }
.card > :first-child { margin-top: 0; }
.card > :last-child { margin-bottom: 0; }
.columns { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); gap: 1.25rem;
  align-items: start; }
.columns.even { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.note { margin: 0 0 1rem; padding: 0.625rem 0.875rem; border-left: 4px solid var(--edge);
  border-radius: 4px; background: var(--card); }
.note > :last-child { margin-bottom: 0; }
.note.good { border-color: var(--green); }
.note.bad { border-color: var(--red); }
.note.look { border-color: var(--amber); }

.badge { display: inline-block; padding: 0.0625rem 0.5rem; border-radius: 999px;
  border: 1px solid currentcolor; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
.badge.queued { color: var(--soft); }
.badge.submitted { color: var(--blue); }
.badge.under_review { color: var(--violet); }
.badge.released, .badge.done { color: var(--green); }
.badge.discrepancy { color: var(--amber); }
.badge.rejected { color: var(--red); }
.badge.cancelled { color: var(--soft); text-decoration: line-through; }
.bar { display: block; width: 100%; height: 0.75rem; border-radius: 6px; background: var(--well); }
rect.queued { fill: var(--edge); }
rect.submitted { fill: light-dark(#5b8fcf, #7fb0ea); }
rect.under_review { fill: light-dark(#9a80c9, #b79ce6); }
rect.released { fill: light-dark(#4b9a63, #79c791); }
rect.discrepancy { fill: light-dark(#d39a2f, #e5b860); }
rect.rejected { fill: light-dark(#c55a4f, #e98a80); }
rect.cancelled { fill: light-dark(#b9bdb9, #565e5a); }

table { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; }
th, td { padding: 0.5rem 0.75rem; text-align: left; vertical-align: top; font-weight: 400;
  border-top: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { border-top: 0; color: var(--soft); font-size: 0.8125rem; white-space: nowrap; }
th.right, td.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.tight, th.tight { width: 1%; white-space: nowrap; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
  gap: 0.5rem 1.5rem; margin: 0 0 1rem; }
.facts dt { color: var(--soft); font-size: 0.8125rem; }
.facts dd { margin: 0; }
.problems { margin: 0; }
.pager { margin-top: 1rem; }
.empty { padding: 2rem 1rem; text-align: center; color: var(--soft); background: var(--card);
  border: 1px dashed var(--edge); border-radius: 8px; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; }
.sign-in { max-width: 30rem; margin: 2rem auto; }
.sign-in .card button { margin-top: 1rem; }
.htmx-request .busy { visibility: visible; }
.busy { visibility: hidden; }

@media (max-width: 60rem) {
  .columns, .columns.even { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 46rem) {
  .top { gap: 0.25rem; }
  .top nav { order: 3; flex-basis: 100%; margin-inline: -0.625rem; }
  .who { margin-left: auto; }
  table.cards, .cards tbody, .cards tr, .cards tbody th, .cards td { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards thead th { display: block; width: 1px; padding: 0; overflow: hidden; }
  table.cards { border: 0; background: none; }
  .cards tbody tr { margin: 0 0 0.625rem; padding: 0.625rem 0.875rem; background: var(--card);
    border: 1px solid var(--line); border-radius: 8px; }
  .cards tbody th, .cards td, .cards td.right, .cards td.tight { width: auto; padding: 0.125rem 0;
    border: 0; text-align: left; white-space: normal; }
  .cards tbody th { font-size: 1.0625rem; }
  .cards td { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0.5rem; }
  .cards td::before { content: attr(data-label); color: var(--soft); font-size: 0.8125rem;
    line-height: 1.75; }
  .cards td:has(> span:empty) { display: none; }
  .cards td[data-label=''] { display: block; }
}
@media (prefers-reduced-motion: no-preference) {
  button, .button, .top nav a { transition: background-color 0.12s, color 0.12s; }
}
`

export const style = ground + looks
