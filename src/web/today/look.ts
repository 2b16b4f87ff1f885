/**
 * What the first page needs beyond the ground.
 * @module
 */

export const todayLook = `
#today > section { margin-bottom: 1.25rem; }
.plots { display: grid; gap: 1rem; align-items: start;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); }
.late { color: var(--red); }
.counts { display: flex; flex-wrap: wrap; gap: 0.375rem 1rem; margin: 0.75rem 0 0; padding: 0;
  list-style: none; }
.counts a { display: inline-flex; align-items: center; gap: 0.375rem; min-height: 1.75rem;
  color: var(--ink); text-decoration: none; }
.counts a:hover b { text-decoration: underline; }
.queue { margin: 0; }
.queue > div { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: 0.25rem 1rem;
  padding: 0.375rem 0; border-top: 1px solid var(--line); }
.queue > div:first-child { border-top: 0; }
.queue dt { color: var(--soft); }
.queue dd { margin: 0; }
.queue .late dd { color: var(--ink); }
.queue .late dt { color: var(--red); font-weight: 600; }
.plot { margin: 0; }
.plot svg { display: block; width: 100%; height: 7.5rem; margin-top: 0.75rem; overflow: visible; }
.plot .column { fill: var(--accent); }
.plot polyline { fill: none; stroke: var(--accent); stroke-width: 2; vector-effect: non-scaling-stroke; }
.plot polyline.p90, .plot .dot.p90 { stroke: var(--amber); }
.plot polyline.p90 { stroke-dasharray: 5 4; }
.plot line.axis { stroke: var(--line); vector-effect: non-scaling-stroke; }
.plot .dot { stroke: var(--accent); stroke-width: 6; stroke-linecap: round;
  vector-effect: non-scaling-stroke; }
.plot p.axis { display: flex; justify-content: space-between; gap: 0.5rem; margin: 0.25rem 0 0.5rem; }
.plot summary, .fold summary { cursor: pointer; color: var(--accent); min-height: 1.5rem; }
.plot details table { margin-top: 0.5rem; }
@media (max-width: 30rem) {
  .queue > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
}
`
