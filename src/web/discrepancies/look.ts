/**
 * What the workbench alone needs of style.
 * @module
 */

export const discrepanciesLook = `
.late { color: var(--red); }
.findings { padding: 0; list-style: none; }
.findings li { margin: 0 0 0.75rem; padding: 0.625rem 0.875rem; background: var(--card);
  border: 1px solid var(--line); border-left: 4px solid var(--amber); border-radius: 4px; }
.findings p { margin: 0; }
.correct { margin-bottom: 1rem; }
.correct > .row { margin-top: 0.75rem; }
.correct td input { min-width: 8rem; }
.talk { display: grid; gap: 0.625rem; max-width: 60rem; padding: 0; list-style: none; }
.talk > li { max-width: 46rem; padding: 0.625rem 0.875rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; }
.talk > li.filer { justify-self: end; background: var(--wash); border-color: transparent; }
.talk p { margin: 0 0 0.25rem; }
.talk .said { white-space: pre-wrap; }
.files { padding: 0; list-style: none; }
.files li { margin: 0.25rem 0; }
.outcome { font-size: 0.8125rem; font-weight: 600; }
.outcome.taken { color: var(--green); }
.outcome.refused { color: var(--red); }
.outcome.waiting, .outcome.review { color: var(--blue); }
#chosen { margin: 0.5rem 0 0.75rem; }
.dropping { outline: 3px dashed var(--accent); outline-offset: -6px; }
`
