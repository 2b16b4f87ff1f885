/**
 * The page's style sheet; light and dark by what the reader's system says.
 * @module
 */

export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#faf9f5, #141716);
  --card: light-dark(#ffffff, #1b1f1e);
  --well: light-dark(#f2f0ea, #111413);
  --ink: light-dark(#1b211f, #e7ebe8);
  --soft: light-dark(#59625e, #a2ada8);
  --line: light-dark(#dfdcd3, #323a37);
  --edge: light-dark(#858c86, #75807b);
  --accent: light-dark(#1d5a55, #86cdc4);
  --onaccent: light-dark(#ffffff, #10201e);
  --green: light-dark(#1c6032, #8fd6a3);
  --blue: light-dark(#1f4f8b, #9cc4f2);
  --amber: light-dark(#7a4a00, #efc477);
  --red: light-dark(#96281f, #f5a79f);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', 'Open Sans', sans-serif; }
header > *, .clock, main, footer { padding-inline: max(1rem, calc((100vw - 78rem) / 2)); }
main { padding-block: 1.5rem 3rem; outline: none; }
h1 { margin: 0 0 0.5rem; font-size: 1.625rem; line-height: 1.25; font-weight: 650;
  letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 2.25rem 0 0.5rem; font-size: 1.125rem; font-weight: 650; }
h3 { margin: 1.5rem 0 0.25rem; font-size: 1rem; font-weight: 650; }
p { margin: 0 0 0.75rem; }
main { overflow-wrap: break-word; }
li, dd { overflow-wrap: anywhere; }
.lead { max-width: 46rem; color: var(--soft); }
a { color: var(--accent); text-underline-offset: 0.15em; }
code, pre, .number, .path { font-family: var(--mono); }
code, .path, a.number { font-size: 0.9em; }
code, .number, .path { overflow-wrap: anywhere; unicode-bidi: isolate; }
.quiet { color: var(--soft); }
.line { display: block; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 2; padding: 0.5rem 1rem;
  background: var(--accent); color: var(--onaccent); border-radius: 6px; }
.skip:focus { top: 0.5rem; }

.banner { margin: 0; padding-block: 0.375rem; background: light-dark(#fbedc8, #3a2f14);
  color: light-dark(#5c3b00, #f4d68f); font-size: 0.875rem; }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.5rem;
  padding-block: 0.625rem; }
.brand { font: 650 1.0625rem/1.5 var(--mono); color: var(--ink); text-decoration: none; }
nav { flex: 1 1 auto; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.125rem; margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: 0.3125rem 0.625rem; border-radius: 6px; color: var(--soft);
  text-decoration: none; }
nav a:hover { background: var(--well); color: var(--ink); }
nav a[aria-current] { background: light-dark(#e0ece9, #24403c); color: var(--accent); font-weight: 600; }
.worlds { display: flex; align-items: center; gap: 0.5rem; font-size: 0.9375rem; }
.worlds label { color: var(--soft); }
.worlds select { max-width: 11rem; }

button, input, select, textarea { font: inherit; color: inherit; }
button, select, input:not([type='checkbox']), textarea { min-height: 2.25rem; padding: 0.25rem 0.75rem;
  border: 1px solid var(--edge); border-radius: 6px; background: var(--card); }
input:not([type='checkbox']), textarea { padding-inline: 0.625rem; }
select { padding-right: 0.375rem; max-width: 100%; }
input::placeholder, textarea::placeholder { color: var(--soft); opacity: 1; }
textarea { display: block; width: 100%; font-family: var(--mono); margin: 0.25rem 0 0.5rem; padding-block: 0.5rem; font-size: 0.875rem; line-height: 1.5; resize: vertical; }
[aria-invalid] { border-color: var(--red); }
button { cursor: pointer; white-space: nowrap; }
button:hover:not(:disabled) { border-color: var(--accent); color: var(--accent); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--onaccent); }
button.primary:hover:not(:disabled) { color: var(--onaccent); filter: brightness(1.12); }
button.danger { border-color: var(--red); color: var(--red); }
button:disabled { cursor: default; background: none; border-color: var(--line); color: var(--soft); }
label { font-size: 0.9375rem; }
.check { display: flex; gap: 0.5rem; align-items: baseline; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; margin: 0 0 0.75rem; }
.row input:not([type='checkbox'], [size]) { flex: 1 1 12rem; min-width: 0; }
.row span[data-live] { display: contents; }
.row select { min-width: 0; }
.example { margin: 0.75rem 0 0; }
.example select { flex: 0 1 26rem; }
#clock-to { width: 15rem; flex: 1 1 10rem; }
.settings p { display: grid; grid-template-columns: minmax(0, 1fr) 11rem; gap: 0.25rem 1rem;
  align-items: center; margin: 0 0 0.5rem; }
.settings input { width: 100%; }

.clock { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem 2rem;
  padding-block: 0.875rem; background: var(--card); border-block: 1px solid var(--line); }
.clock p { margin: 0; }
.face { flex: 1 1 22rem; min-width: 0; }
.hands { flex: 0 1 30rem; min-width: 0; }
.hands .row { margin: 0 0 0.375rem; }
.hands .row:last-child { margin: 0; }
#clock-now { font-size: 1.375rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
#clock-now time { font-weight: 650; }
#clock-now .day { color: var(--soft); font-weight: 400; }
#clock-now abbr { font-size: 0.8125rem; color: var(--soft); text-decoration: none; }
#clock-now .badge { margin-left: 0.375rem; vertical-align: 0.25em; }
.next { overflow-wrap: anywhere; }
.pace { font-size: 0.875rem; color: var(--soft); }

.badge { display: inline-block; padding: 0.0625rem 0.5rem; border-radius: 99px;
  font: 600 0.8125rem/1.45 system-ui, -apple-system, 'Segoe UI', 'Open Sans', sans-serif;
  white-space: nowrap; color: var(--tone, var(--soft));
  background: color-mix(in srgb, var(--tone, var(--soft)) 11%, var(--card)); }
.released, .running, .http2 { --tone: var(--green); }
.accepted, .under_review, .frozen, .http3, .badge.mine { --tone: var(--blue); }
.discrepancy, .http4, .fault { --tone: var(--amber); }
.rejected, .danger, .http5 { --tone: var(--red); }
.http2, .http3, .http4, .http5 { font-variant-numeric: tabular-nums; }

.note { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
  gap: 0.5rem 1rem; margin: 0 0 1.25rem; padding: 0.625rem 1rem; border-radius: 8px;
  border: 1px solid var(--tone); border-left-width: 4px;
  background: color-mix(in srgb, var(--tone) 7%, var(--card)); }
.note p { margin: 0; }
.note.done { --tone: var(--green); }
.note.refused { --tone: var(--red); display: block; }
.note.trouble { --tone: var(--amber); }
.detail { white-space: pre-line; overflow-wrap: anywhere; }
.scripted .note.done { position: fixed; right: 1rem; bottom: 1rem; z-index: 1; margin: 0;
  max-width: calc(100vw - 2rem); box-shadow: 0 4px 16px rgb(0 0 0 / 0.18); }

.counts { display: flex; flex-wrap: wrap; gap: 0.25rem 2.25rem; margin: 0.75rem 0 0; }
.counts div { display: flex; flex-direction: column-reverse; }
.counts dt { font-size: 0.875rem; color: var(--soft); }
.counts dd { margin: 0; font-size: 1.5rem; line-height: 1.3; font-weight: 650;
  font-variant-numeric: tabular-nums; }
.heading { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between;
  gap: 0 1rem; margin: 2.25rem 0 0.5rem; }
.heading h2 { margin: 0; }
.empty { margin: 0; padding: 1.25rem 1rem; color: var(--soft); background: var(--card);
  border: 1px dashed var(--line); border-radius: 8px; }
.list:has(tbody > tr) > .empty, .list:not(:has(tbody > tr)) > table { display: none; }

table { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; font-size: 0.9375rem; }
thead th { padding: 0.5rem 0.75rem; text-align: left; font-size: 0.8125rem; font-weight: 600;
  color: var(--soft); white-space: nowrap; }
tbody th, td { padding: 0.5rem 0.75rem; text-align: left; vertical-align: baseline;
  border-top: 1px solid var(--line); overflow-wrap: anywhere; }
tbody th { font-weight: 400; }
td form, td .row { margin: 0; }
td button { min-height: 1.875rem; padding: 0 0.625rem; font-size: 0.875rem; }
td:last-child form { text-align: right; }
tr.own { color: var(--soft); }
.own .call { color: inherit; }
tr:target th, tr:target td { background: var(--well); }
a.number { white-space: nowrap; font-weight: 600; text-decoration: none; }
a.number:hover, .call:hover { text-decoration: underline; }
.call { font-family: var(--mono); font-size: 0.875rem; text-decoration: none; }
.call b { font-weight: 650; }
.saying code, td .quiet { font-size: 0.8125rem; }
.saying code { color: var(--soft); white-space: nowrap; }
code.scenario { font-weight: 600; }

.crumbs { display: flex; gap: 1rem; margin: 0 0 0.5rem; font-size: 0.9375rem; }
.standing p { margin: 0 0 0.25rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 1rem 0 0; padding: 0.75rem 1rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.facts dt, .headers dt { font-size: 0.8125rem; color: var(--soft); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.columns { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); gap: 0 2.5rem;
  align-items: start; }
.columns.even { grid-template-columns: repeat(2, minmax(0, 1fr)); }

.timeline { margin: 0; padding: 0; list-style: none; }
.timeline li { position: relative; display: grid; grid-template-columns: 11rem minmax(0, 1fr);
  gap: 0 1rem; padding: 0.375rem 0 0.375rem 1.5rem; }
.timeline li::before { content: ''; position: absolute; left: 0.25rem; top: 0.875rem; width: 0.625rem;
  height: 0.625rem; border-radius: 50%; border: 2px solid var(--accent); background: var(--accent); }
.timeline li::after { content: ''; position: absolute; left: calc(0.5625rem - 1px); top: 1.625rem;
  bottom: -0.75rem; border-left: 2px solid var(--line); }
.timeline li:last-child::after { display: none; }
.timeline .next::before, .timeline .waits::before { background: var(--paper); }
.timeline .waits::before { border-style: dashed; }
.timeline .next .when, .timeline .waits .when { color: var(--soft); }
.timeline p { margin: 0; }
.timeline .when { font-variant-numeric: tabular-nums; }
.timeline div .quiet { font-size: 0.875rem; }
.hand > .row label { flex-basis: 100%; }
.hand > :first-child { margin-top: 2.25rem; }
.decision { padding: 0.25rem 1rem 0.5rem; border: 1px solid var(--blue); border-radius: 8px;
  background: color-mix(in srgb, var(--blue) 6%, var(--card)); }
.decision h3 { margin: 0.5rem 0; }
.decision .row { margin: 0 0 0.5rem; }

pre { margin: 0 0 0.5rem; padding: 0.875rem 1rem; max-height: 36rem; overflow: auto;
  font-size: 0.875rem; line-height: 1.55; white-space: pre-wrap; overflow-wrap: anywhere;
  background: var(--card); border: 1px solid var(--line); border-radius: 8px; tab-size: 2; }
pre.set { white-space: pre; overflow-wrap: normal; }
pre .tag { color: var(--soft); }
pre .name { color: var(--accent); }
pre .attribute { color: var(--amber); }
pre .text { color: var(--ink); }
pre .tag .text { color: var(--blue); }
pre .word { color: var(--blue); }
.records { margin: 0 0 0.5rem; max-height: 44rem; overflow: auto; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; }
.records ol { margin: 0; padding: 0; list-style: none; }
.records li { padding: 0.5rem 1rem; border-top: 1px solid var(--line); font-size: 0.875rem; }
.records li:first-child { border-top: 0; }
.records li.wrong { border-left: 4px solid var(--red); }
.records p { margin: 0; }
.records p.wrong { color: var(--red); }
.records .record b { display: inline-block; min-width: 3rem; font-family: var(--mono); color: var(--accent); }
.records dl { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0.25rem 0 0; }
.records dt { font-size: 0.8125rem; color: var(--soft); }
.records dd { margin: 0; }
.records dd .quiet { font-size: 0.875rem; }
.headers { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin: 0 0 0.75rem; }
.headers dd { margin: 0; font: 0.875rem/1.5 var(--mono); overflow-wrap: anywhere; }
details { margin: 0 0 0.5rem; }
summary { padding: 0.25rem 0; color: var(--accent); cursor: pointer; }
.plain { margin: 0; padding: 0 0 0 1rem; }
.plain li + li { margin-top: 0.125rem; }
details > summary > h2 { display: inline; }
summary:has(h2) { margin-top: 2rem; padding: 0.25rem 0 0.5rem; color: inherit; }
.side .quiet { font-size: 0.9375rem; }
.copy { display: grid; justify-items: start; gap: 0.5rem; }
.copy pre { width: 100%; max-height: 18rem; }
.met { margin: 0; padding-left: 1.25rem; }
.met ul { padding-left: 1.25rem; color: var(--soft); }
.mistakes { margin: 0 0 0.5rem; padding: 0.625rem 1rem 0.625rem 2rem; color: var(--red);
  border-left: 4px solid var(--red); background: color-mix(in srgb, var(--red) 6%, var(--card)); }
.words { margin: 0; font-size: 0.9375rem; }
.words div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1rem; padding: 0.3125rem 0; border-top: 1px solid var(--line); }
.words dt code { font-weight: 600; }
.words dt .quiet { font-size: 0.8125rem; }
.words dd { margin: 0; }

footer { padding-block: 1.25rem 2.5rem; border-top: 1px solid var(--line); color: var(--soft);
  font-size: 0.875rem; }
footer p { max-width: 46rem; }
footer button { min-height: 1.75rem; padding: 0 0.625rem; }
.unreached .live { color: var(--red); font-weight: 600; }

@media (max-width: 60rem) {
  .columns, .columns.even { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 46rem) {
  table, tbody, tbody tr, tbody th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table { border: 0; background: none; border-spacing: 0; }
  tbody tr { margin: 0 0 0.625rem; padding: 0.625rem 0.875rem; background: var(--card);
    border: 1px solid var(--line); border-radius: 8px; }
  tbody th, td { padding: 0.125rem 0; border: 0; }
  td { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0.5rem; }
  td::before { content: attr(data-label); color: var(--soft); font-size: 0.8125rem; line-height: 1.75; }
  td:has(> span:empty) { display: none; }
  td[data-label=''] { display: block; }
  td:last-child form { text-align: left; }
  .entries tbody tr, .lines tbody tr { display: flex; flex-wrap: wrap; align-items: baseline;
    gap: 0.125rem 0.75rem; padding-block: 0.5rem; }
  .entries tbody th, .lines tbody th { flex: 1 1 60%; }
  .entries td:nth-child(4), .lines td:nth-child(4) { order: -1; }
  .entries tbody th, .lines tbody th { order: -2; }
  .entries td:nth-child(2), .entries td:nth-child(3), .entries td:nth-child(4),
  .lines td { display: block; font-size: 0.875rem; }
  .entries td:nth-child(2)::before, .entries td:nth-child(4)::before,
  .lines td::before { content: none; }
  .entries td:nth-child(5), .entries td:nth-child(6) { flex-basis: 100%; grid-template-columns: 4rem minmax(0, 1fr); }
  .entries td:nth-child(3)::before { content: 'met '; }
  .entries td:nth-child(5)::before { content: 'Said'; }
  tbody th { padding-bottom: 0.25rem; }
  .top { gap: 0.5rem; }
  nav { order: 3; flex-basis: 100%; margin-inline: -0.625rem; }
  .worlds { margin-left: auto; }
  .worlds select { max-width: 8rem; }
  .settings p { grid-template-columns: minmax(0, 1fr); }
  .words div { grid-template-columns: minmax(0, 1fr); }
  .hands .row { gap: 0.375rem; }
  .hands button { padding-inline: 0.4375rem; font-size: 0.9375rem; }
  #clock-now { font-size: 1.1875rem; }
  #clock-now .badge { margin-left: 0; }
  #clock-to { width: 6rem; flex-basis: 6rem; }
  .timeline li { grid-template-columns: minmax(0, 1fr); }
  .hands { flex-basis: 100%; }
}
@media (prefers-reduced-motion: no-preference) {
  button, nav a { transition: background-color 0.12s, border-color 0.12s, color 0.12s; }
}
`
