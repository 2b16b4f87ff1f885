/**
 * The look of the settings: their navigation beside them, above them on a phone.
 * @module
 */

export const settingsLook = `
.settings { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 1.5rem 2.5rem;
  align-items: start; }
.settings > nav ul { margin: 0; padding: 0; list-style: none; }
.settings > nav a { display: block; padding: 0.375rem 0.75rem; border-left: 3px solid var(--line);
  color: var(--soft); text-decoration: none; }
.settings > nav a:hover { color: var(--ink); background: var(--well); }
.settings > nav a[aria-current] { border-color: var(--accent); color: var(--accent);
  font-weight: 600; }
.settings fieldset, .batch fieldset { min-width: 0; margin: 1rem 0; padding: 0.25rem 1.125rem 0.875rem;
  border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.settings legend, .batch legend { padding: 0 0.375rem; font-weight: 650; }
.settings summary, .settings td button, .settings time { white-space: nowrap; }
.settings details[open] form { min-width: min(14rem, 60vw); }
.settings td select { width: auto; min-width: 7rem; max-width: 100%; }
.pick { display: flex; gap: 0.625rem; align-items: baseline; margin: 0.5rem 0; font-weight: 400; }
.pick input { flex: none; }
.picks { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 0 1rem; }
.picks .pick { margin: 0.25rem 0; }
.settings .chips { display: flex; flex-wrap: wrap; gap: 0.25rem; }
.settings .chips a { padding: 0.25rem 0.625rem; border: 1px solid var(--line); border-radius: 999px;
  color: var(--soft); text-decoration: none; font-size: 0.875rem; }
.settings .chips a[aria-current] { background: var(--wash); color: var(--accent); font-weight: 600; }
.whole { white-space: nowrap; }
.narrow { max-width: 34rem; }
details > summary { cursor: pointer; color: var(--accent); text-decoration: underline;
  text-underline-offset: 0.15em; padding: 0.25rem 0; }
details.grave > summary { color: var(--red); }
details[open] > summary { margin-bottom: 0.5rem; }
.acts { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: start; margin: 0 0 1rem; }
.acts form { margin: 0; }
.off-set { color: var(--soft); }
@media (max-width: 46rem) {
  .settings { grid-template-columns: minmax(0, 1fr); gap: 1rem; }
  .settings > nav ul { display: flex; flex-wrap: wrap; gap: 0.125rem; }
  .settings > nav a { border-left: 0; border-bottom: 3px solid var(--line); padding: 0.25rem 0.5rem; }
}
`
