/**
 * The look of batches: where a file is dropped, how far it is, and what became of it.
 * @module
 */

export const batchesLook = `
.drop { padding: 1.25rem; background: var(--card); border: 2px dashed var(--edge); border-radius: 8px;
  margin: 0 0 1.5rem; }
.drop.over { border-color: var(--accent); background: var(--wash); }
.drop > p:last-of-type { margin: 0.75rem 0 0; }
.drop h2 { margin-top: 0; }
.drop input[type='file'] { padding: 0.375rem; }
.drop .row > div { flex: 1 1 18rem; }
.drop label { margin-top: 0; }
.drop select { min-width: 10rem; }
progress { display: block; width: 100%; height: 0.875rem; accent-color: var(--accent); }
progress[hidden] { display: none; }
.far { margin: 0.25rem 0 0.75rem; font-variant-numeric: tabular-nums; }
.counts { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; margin: 0.75rem 0 0; padding: 0;
  list-style: none; }
.counts b { font-variant-numeric: tabular-nums; }
.reasons { margin: 0; padding: 0; list-style: none; }
.reasons li + li { margin-top: 0.25rem; }
.scripted .unscripted { display: none; }
.statuses { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0 0 0.75rem; }
.statuses a { padding: 0.25rem 0.625rem; border: 1px solid var(--line); border-radius: 999px;
  color: var(--soft); text-decoration: none; font-size: 0.875rem; }
.statuses a[aria-current] { background: var(--wash); color: var(--accent); font-weight: 600; }
td .bar { min-width: 6rem; margin-top: 0.375rem; }
`
