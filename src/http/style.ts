/**
 * The one style sheet of our pages; light and dark by what the reader's system says.
 * @module
 */

export const style = `
:root { color-scheme: light dark; --line: light-dark(#d4d4cf, #44443f); --ink: light-dark(#1c1c1a, #eeeeea);
  --paper: light-dark(#fdfdfb, #1a1a18); --link: light-dark(#0b5394, #8ab8f0); --warn: light-dark(#7a4b00, #f0c674); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); }
a { color: var(--link); }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid var(--line); border-radius: 4px; }
.simulated { color: var(--warn); font-weight: 600; }
nav ul { columns: 18rem; padding-left: 0; list-style: none; }
nav a { text-decoration: none; }
nav code { text-decoration: underline; }
nav b { display: inline-block; min-width: 4.75rem; }
section { border-top: 1px solid var(--line); padding: 0.5rem 0; }
h2 { font-size: 1.1rem; }
summary { cursor: pointer; }
`
