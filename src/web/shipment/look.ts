/**
 * What the form for one shipment alone needs of style.
 * @module
 */

export const shipmentLook = `
.shipment fieldset.card { min-width: 0; }
.shipment legend { padding: 0 0.375rem; font-weight: 650; }
.shipment .fields { grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr));
  align-items: start; row-gap: 0.375rem; }

.shipment .fields label { display: flex; flex-direction: column; justify-content: flex-end;
  min-height: 2.75rem; margin-top: 0.25rem; }
.shipment .fields .wide { grid-column: span 2; }
.shipment summary { cursor: pointer; padding: 0.25rem 0; color: var(--accent); }
.shipment details.card > summary { font-weight: 650; }
.beside { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; }
.beside h2 { margin-top: 0; }
.coach { margin: 0.25rem 0 0; color: var(--amber); font-size: 0.875rem; }
.take { min-height: 1.875rem; padding: 0.125rem 0.625rem; font-size: 0.875rem; text-align: left; }
.about .row { margin: 0.25rem 0 0; }
.found fieldset { margin: 0.5rem 0; padding: 0.5rem 0.75rem; border: 1px solid var(--line);
  border-radius: 6px; }
.hit { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.5rem; margin: 0.25rem 0;
  font-weight: 400; }
.hit .quiet { display: block; }
.hit input { margin-top: 0.3rem; }
.verdicts dt { font-weight: 600; font-size: 0.875rem; }
.verdicts dd { margin: 0 0 0.5rem; }
.lanes th, .lanes td { overflow-wrap: normal; hyphens: manual; }
.lanes th, .lanes td { padding: 0.25rem 0.5rem; font-size: 0.875rem; }
.scripted .noscript { display: none; }
@media (max-width: 60rem) {
  .beside { position: static; max-height: none; }
}
@media (max-width: 30rem) {
  .shipment .fields .wide { grid-column: auto; }
  .lanes th, .lanes td, .lanes td.right, .lanes th.right { padding: 0.25rem; white-space: normal;
    overflow-wrap: anywhere; }
}
`
