/**
 * `docs/conformance.md`, from what the engines came to and from the page of proofs.
 * @module
 */
import { matchesGlob } from 'node:path'
import { engines } from './engine.ts'
import type { Engine } from './engine.ts'
import type { Results } from './results.ts'
import { suites } from './suites.ts'
import type { Suite } from './suites.ts'

const titles: Readonly<Record<Engine, string>> = {
  sqlite: 'SQLite',
  d1: 'D1',
  postgres: 'PostgreSQL',
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
const rule = (columns: number) => row(Array(columns).fill('---'))
const code = (path: string) => `\`${path}\``

const isOf = (suite: Suite, file: string) => suite.files.some((form) => matchesGlob(file, form))

/** The first two columns, which a test holds against the page without running anything. */
export const suiteCells = ({ name, files }: Suite) => `| ${name} | ${files.map(code).join(', ')} |`

export const exceptions = suites.flatMap(({ except = [] }) =>
  except.map(([file, why]) => `- ${code(file)} ${why}.`),
)

type Promised = { readonly id: string; readonly text: string; readonly files: readonly string[] }

/** The promises of the page of proofs, each with the tests that it names. */
export function promisesOf(proof: string): Promised[] {
  return proof.split('\n').flatMap((line) => {
    const [, id, text] = /^\| (P\d+) \| \*\*(.+?)\*\*/.exec(line) ?? []
    if (id === undefined || text === undefined) return []
    const files = [...new Set(line.match(/(?<=`)test\/[\w./-]+\.ts(?=`)/g))]
    return [{ id, text: text.replace(/[.,]$/, ''), files }]
  })
}

export function pageOf(found: ReadonlyMap<Engine, Results>, proof: string): string {
  const counts = (wanted: (file: string) => boolean) =>
    engines.map((engine) => {
      const run = found.get(engine)
      return run ? [...run.passed.values()].filter(wanted).length : '—'
    })
  const suiteRows = suites.map((suite) =>
    [suiteCells(suite), ...counts((file) => isOf(suite, file)).map((n) => ` ${n} |`)].join(''),
  )
  const promiseRows = promisesOf(proof).map(({ id, text, files }) => {
    const standIns = suites.filter((suite) => suite.for !== undefined && files.includes(suite.for))
    const proves = (file: string) =>
      files.includes(file) || standIns.some((suite) => isOf(suite, file))
    return row([id, text, ...counts(proves)])
  })
  const heads = engines.map((engine) => titles[engine])
  return `# Conformance

One gateway on three engines: the same tests, each run on SQLite, on D1 (in workerd, as Cloudflare runs
it) and on PostgreSQL. A dash is a count of no run yet. \`npm run conformance\` runs them all, one engine after the other, fails when a test
fails or did not run everywhere, and writes this page. \`npm run conformance -- --engine postgres\` runs one;
\`ENGINE=d1 npx vitest run --config test/conformance/vitest.config.ts test/gateway\` a part of one.

## Tests passed

${row(['suite', 'files', ...heads])}
${rule(2 + heads.length)}
${suiteRows.join('\n')}
${row(['**All**', '', ...counts(() => true).map((n) => `**${n}**`)])}

The store under the application is chosen in one place, \`test/conformance/engine.ts\`. Left out:

${exceptions.join('\n')}

## Promises

What of the tests that [the page of proofs](proof.md) names for a promise runs on each engine. A seed of the
simulation, which holds its invariants against all of them, counts for each promise that rests on it.

${row(['', 'promise', ...heads])}
${rule(2 + heads.length)}
${promiseRows.join('\n')}

Beside these, of one engine only: a process on SQLite killed at any commit (\`test/crash\`), power failures
and full disks (\`test/store\`), files of backups (\`test/record\`); nodes on PostgreSQL killed while they
share a mailbox (\`npm run nodes\`, [PostgreSQL](postgres.md)); the Worker as it is deployed (\`test/runtime\`).
`
}
