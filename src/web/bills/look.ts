/**
 * What the pages of master bills alone need of style.
 * @module
 */

export const billsLook = `
.counts { display: flex; flex-wrap: wrap; gap: 0.375rem 1rem; margin: 0.5rem 0; }
.views { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0 0 0.75rem; padding: 0;
  list-style: none; }
.views a { display: block; padding: 0.25rem 0.75rem; border: 1px solid var(--line);
  border-radius: 999px; background: var(--card); text-decoration: none; }
.views a[aria-current] { background: var(--wash); border-color: var(--accent); font-weight: 600; }
.split { margin-top: 1rem; }
.split legend { padding: 0 0.375rem; font-weight: 650; }
.split .row { margin-top: 0.75rem; }
.counts + .facts { margin-top: 0.75rem; }
.fields { display: grid; gap: 0 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)); align-items: end; }
td input[type='checkbox'] { width: 1.25rem; height: 1.25rem; }
`
