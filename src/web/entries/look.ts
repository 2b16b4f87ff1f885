/**
 * What the list needs beyond the ground.
 * @module
 */

export const entriesLook = `
.filters { margin: 0.5rem 0 1rem; }
.filters .row > .search { flex: 1 1 20rem; }
.filters .hint { margin: 0.25rem 0 0.5rem; font-size: 0.8125rem; }
label.tick { display: inline-flex; align-items: center; gap: 0.375rem; min-height: 2.375rem;
  margin: 0; font-size: 0.9375rem; font-weight: 400; color: var(--ink); }
label.tick input { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); }
.fold fieldset { display: flex; flex-wrap: wrap; gap: 0.125rem 1.25rem; margin: 0; padding: 0; border: 0; }
.stamp { white-space: nowrap; }
.fold { margin-top: 0.5rem; }
`
