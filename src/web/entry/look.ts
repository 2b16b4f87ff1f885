/**
 * What an entry's pages need beyond the ground.
 * @module
 */

export const entryLook = `
h1 .number { font-size: inherit; letter-spacing: -0.03em; }
.tabs ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0.75rem 0 1.25rem; padding: 0;
  list-style: none; border-bottom: 1px solid var(--line); }
.tabs a { display: block; padding: 0.375rem 0; color: var(--soft); text-decoration: none; }
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { color: var(--accent); font-weight: 600;
  box-shadow: inset 0 -2px 0 var(--accent); }
.step { border-left: 4px solid var(--edge); }
.step.filer { border-left-color: var(--amber); }
.step h2 { margin-top: 0; }
.step .facts { margin-bottom: 0; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
  gap: 0.75rem; margin: 0.75rem 0 1rem; }
.two > div { padding: 0.5rem 0.75rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; }
.two b { display: block; }
.timeline { margin: 0; padding: 0; list-style: none; }
.timeline li { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1rem;
  padding: 0.625rem 0; border-top: 1px solid var(--line); }
.timeline li:first-child { border-top: 0; }
.timeline p { margin: 0; }
.timeline .superseded .said { color: var(--soft); text-decoration: line-through; }
.acts { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.acts li { max-width: 22rem; }
.acts .hint { margin-top: 0.25rem; }
.markup .t { color: var(--accent); }
.markup .v { color: var(--ink); font-weight: 600; }
pre.markup { max-height: 36rem; overflow-y: auto; }
.difference .del, .difference .add { display: block; }
.difference .del { background: light-dark(#fbe3e0, #43211e); }
.difference .add { background: light-dark(#ddf0e2, #1c3a26); }
.law { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
  gap: 1rem; align-items: start; }
.ground { padding: 0.5rem 0; border-top: 1px solid var(--line); }
.ground p { margin: 0; }
fieldset.card { min-width: 0; }
fieldset.card legend { padding: 0 0.375rem; font-weight: 650; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
  gap: 0 1rem; align-items: start; }
.go { margin: 1rem 0 0; }
.fields .broad { grid-column: 1 / -1; }
@media (max-width: 46rem) {
  .timeline li { grid-template-columns: minmax(0, 1fr); }
}
`
