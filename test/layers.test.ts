/**
 * Who may import whom, and who may read the clock. The tables are the documentation; the first
 * row that fits a file is its rule.
 * @module
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const web = ['hono', 'hono/*', 'zod', '@hono/zod-openapi', 'jsonc-parser', 'leven', 'ulid']
const node = ['node:*', '@hono/node-server', 'ulid']
const shared = ['src/clock.ts', 'src/config.ts', 'src/ids.ts', 'src/limits.ts', 'src/log.ts']
const inside = ['src/domain/', 'src/message/', 'src/store/', 'src/document/', 'src/gateway/']
const doors = [...shared, ...inside, 'src/http/', 'src/web/', 'src/webhook/', 'hono', 'hono/*']
const mock = [
  'src/bytes.ts',
  'mock-cbp/',
  'src/domain/',
  'src/message/',
  'src/store/db.ts',
  'src/store/migrations.ts',
]

/** A name that ends with a stroke is a folder; after `type` only types; after `import` at run time. */
const imports: readonly (readonly [files: string, may: readonly string[]])[] = [
  ['src/domain/', ['src/domain/']],

  ['src/message/xml.ts', ['src/domain/', 'src/message/', 'fast-xml-parser', 'xmlbuilder2']],
  ['src/message/', ['src/domain/', 'src/message/', '@sindresorhus/transliterate', 'zod']],

  ['src/store/sqlite.ts', ['type src/domain/', 'src/store/', 'better-sqlite3', 'node:*']],
  ['src/store/sqlite-error.ts', ['src/store/', 'better-sqlite3']],
  ['src/store/postgres.ts', ['src/store/', 'pg']],
  ['src/store/postgres-snapshot.ts', ['src/store/', 'pg']],
  ['src/store/chain.ts', ['@noble/hashes/sha2.js', '@noble/hashes/utils.js']],
  ['src/store/file.ts', ['src/store/', 'better-sqlite3', 'node:*']],
  ['src/store/', ['type src/domain/', 'src/store/']],

  // Beside the road: nothing else imports it. What decides is pure, as the domain is.
  ['src/shard/place.ts', []],
  ['src/shard/balance.ts', ['src/shard/place.ts']],
  ['src/shard/residence.ts', []],
  ['src/shard/', ['src/shard/', 'src/store/', 'type src/gateway/']],

  ['src/document/disk.ts', ['src/domain/', 'src/document/', 'node:*']],
  ['src/document/stored.ts', ['src/document/', 'type src/store/', 'src/store/documents.ts']],
  ['src/document/', ['src/domain/', 'src/document/']],

  ['src/batch/sheet.ts', ['src/batch/', 'type src/gateway/']],
  ['src/batch/', ['src/bytes.ts', 'src/domain/', 'src/batch/', 'fflate', 'leven', 'saxes']],
  ['src/print/', ['src/domain/', 'src/print/', 'type src/gateway/', 'hono/html', '@cantoo/pdf-lib', '@sindresorhus/transliterate']],

  ['src/webhook/address.ts', ['ipaddr.js']],
  ['src/webhook/node.ts', ['src/webhook/', 'type src/gateway/', 'node:*']],
  ['src/webhook/', ['src/webhook/', 'type src/gateway/']],

  ['src/gateway/sign.ts', [...inside, 'standardwebhooks']],
  ['src/gateway/library.ts', [...inside, 'stemmer']],
  ['src/gateway/house.ts', [...inside, 'src/move/house.ts', 'src/move/page.ts', 'src/record/refused.ts']],
  ['src/gateway/', [...inside, 'src/batch/', 'src/bytes.ts']],

  ['src/http/', ['src/bytes.ts', 'src/limits.ts', 'src/domain/', 'src/gateway/', 'src/http/', 'src/batch/', 'src/print/', ...web]],
  ['src/web/node.ts', ['src/web/', 'node:*']],
  ['src/web/', ['src/bytes.ts', 'src/domain/', 'src/gateway/', 'src/batch/', 'src/print/', 'src/web/', 'src/http/', 'diff', ...web]],

  ['src/listening.ts', ['type src/gateway/']],
  ['src/operating.ts', ['type src/gateway/']],
  ['src/printing.ts', ['type src/print/']],
  ['src/standing.ts', ['type src/domain/', 'type src/gateway/']],
  ['src/files.ts', ['type src/domain/', 'type src/gateway/']],
  ['src/client.ts', ['src/files.ts', 'src/listening.ts', 'src/operating.ts', 'src/printing.ts', 'src/standing.ts', 'type src/domain/', 'type src/gateway/', 'type src/http/']],
  ['src/cli/', ['src/cli/', 'src/client.ts', 'src/config.ts', 'src/domain/', 'src/message/catair/', 'src/batch/', 'commander', 'cli-progress', 'node:*', 'import src/node.ts', 'import src/dev.ts', 'type src/record/', 'import src/record/', 'type src/move/', 'import src/move/', 'type src/archive/', 'import src/archive/', 'import mock-cbp/node.ts', 'type mock-cbp/index.ts', 'import mock-cbp/index.ts', 'import mock-cbp/certify/node.ts']],

  ['src/bytes.ts', []],
  ['src/config.ts', ['src/domain/', 'src/limits.ts']],
  ['src/ids.ts', ['ulid', 'type src/gateway/']],
  ['src/limits.ts', []],
  ['src/lag.ts', []],
  ['src/disk.ts', ['type src/gateway/', 'node:*']],
  ['src/pipelining.ts', ['type node:*']],
  ['src/server.ts', ['node:*', '@hono/node-server', 'src/pipelining.ts']],
  ['src/ticker.ts', ['type src/gateway/', 'node:*']],
  ['src/teller.ts', ['type src/gateway/', 'src/ticker.ts']],
  ['src/traces.ts', ['type src/gateway/', 'node:*', 'type @opentelemetry/api', 'import @opentelemetry/api', 'import @opentelemetry/sdk-trace', 'import @opentelemetry/exporter-trace-otlp-http']],
  ['src/clock.ts', ['src/domain/', 'type src/gateway/']],
  ['src/log.ts', ['src/domain/', 'type src/gateway/']],

  ['src/index.ts', [...doors, 'src/client.ts']],
  ['src/move/house.ts', ['type src/document/', 'type src/gateway/', 'src/store/', 'src/move/', 'src/record/refused.ts']],
  ['src/move/', ['src/document/', 'type src/gateway/', 'src/store/', 'src/move/', 'src/record/', 'node:*']],
  ['src/archive/', ['src/document/', 'type src/gateway/', 'src/store/', 'src/archive/', 'src/move/', 'src/record/', 'node:*']],
  ['src/record/shelf.ts', ['better-sqlite3']],
  ['src/record/', ['src/domain/', 'src/document/', 'type src/gateway/', 'src/store/', 'src/record/', 'node:*']],
  ['src/node.ts', ['src/record/', ...doors, ...node, 'src/disk.ts', 'src/lag.ts', 'src/server.ts', 'src/teller.ts', 'src/ticker.ts', 'src/traces.ts']],
  ['src/edge/', ['src/edge/', 'type src/gateway/', 'type src/store/', 'node:async_hooks']],
  ['src/worker.ts', [...doors, 'src/edge/', 'ulid']],
  ['src/dev.ts', [...doors, ...node, 'src/node.ts', 'mock-cbp/']],

  ['mock-cbp/index.ts', [...mock, 'src/clock.ts', 'src/store/d1.ts', 'src/store/sqlite.ts', 'hono', ...node]],
  ['mock-cbp/node.ts', [...mock, '@hono/node-server/utils/response', 'src/clock.ts', 'src/store/d1.ts', 'src/store/sqlite.ts', 'hono', ...node]],
  ['mock-cbp/plain.ts', ['type node:*', 'mock-cbp/http/']],
  ['mock-cbp/rulefile.ts', [...mock, 'node:*']],
  ['mock-cbp/worker.ts', [...mock, 'src/clock.ts', 'src/store/d1.ts']],
  ['mock-cbp/certify/node.ts', [...mock, 'src/clock.ts', ...node]],
  ['mock-cbp/certify/start.ts', [...mock, ...node]],
  ['mock-cbp/certify/target.ts', [...mock, 'yaml', 'zod']],
  ['mock-cbp/msw.ts', [...mock, 'msw']],
  ['mock-cbp/scenario/', [...mock, 'leven', 'yaml', 'zod']],
  ['mock-cbp/', [...mock, 'hono', 'hono/*', 'zod']],
] // prettier-ignore

/**
 * Where the world comes in: time and chance are read here and handed to everything else. The pages'
 * scripts are only text here, and run in a browser.
 */
const runtimes = ['src/web/script.ts', 'src/web/batches/script.ts', 'src/clock.ts', 'src/node.ts', 'src/server.ts', 'src/lag.ts', 'src/disk.ts', 'src/worker.ts', 'src/dev.ts', 'src/cli/', 'mock-cbp/index.ts', 'mock-cbp/node.ts', 'mock-cbp/page/script.ts', 'mock-cbp/worker.ts'] // prettier-ignore

const world = [
  /\bDate\.now\(/,
  /\bnew Date\(\)/,
  /\bMath\.random\(/,
  /\bcrypto\.randomUUID\(/,
  /\bsetTimeout\(/,
  /\bsetInterval\(/,
]

/** The domain knows no world at all. */
const outside = [...world, /\bcrypto\b/, /\bfetch\(/, /\bprocess\./, /\bperformance\b/, /\bset(Timeout|Interval|Immediate)\b/] // prettier-ignore

const mostLines = 300

type Import = { readonly target: string; readonly kind: 'value' | 'type' | 'import' }

/** Without quotes, brackets and "=" before `from`, so that no other statement is taken for one. */
const statement = /^(?:import|export)\b([^'"`=(;]*?)\bfrom\s*['"]([^'"]+)['"]/gm
const bare = /^import\s*['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g

const withoutComments = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')

function importsOf(path: string, source: string): Import[] {
  const code = withoutComments(source)
  const target = (name = '') => (name.startsWith('.') ? join(dirname(path), name) : name)
  return [
    ...[...code.matchAll(statement)].map(([, names = '', name]): Import => {
      return { target: target(name), kind: /^\s+type\s/.test(names) ? 'type' : 'value' }
    }),
    ...[...code.matchAll(bare)].map(([, name]): Import => {
      return { target: target(name), kind: 'value' }
    }),
    ...[...code.matchAll(dynamic)].map(([, name]): Import => {
      return { target: target(name), kind: 'import' }
    }),
  ]
}

const fits = (name: string, target: string) =>
  /[/*]$/.test(name) ? target.startsWith(name.replace(/\*$/, '')) : target === name

function allowed(may: string, { target, kind }: Import): boolean {
  const [, only, name = ''] = /^(?:(type|import) )?(.+)$/.exec(may) ?? []
  return fits(name, target) && (only === undefined || only === kind)
}

/** What `source` at `path` does against the tables, one line each. */
function violations(path: string, source: string): string[] {
  const code = withoutComments(source)
  const rule = imports.find(([files]) => fits(files, path))
  const may = rule?.[1] ?? []
  const worldly = runtimes.some((files) => fits(files, path))
  const banned = path.startsWith('src/domain/') ? outside : worldly ? [] : world
  const lines = source.trimEnd().split('\n').length
  return [
    ...(rule ? [] : ['no rule covers this file']),
    ...importsOf(path, source)
      .filter((found) => !may.some((name) => allowed(name, found)))
      .map(({ target, kind }) => `${kind} ${target}`),
    ...banned.filter((word) => word.test(code)).map((word) => `uses ${word.source}`),
    ...(lines > mostLines ? [`${lines} lines`] : []),
  ]
}

const root = new URL('..', import.meta.url).pathname
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const sources = globSync(['src/**/*.ts', 'mock-cbp/**/*.ts'], { cwd: root }).sort()
const tests = globSync('test/**/*.test.ts', { cwd: root }).sort()

describe('layers', () => {
  it.each(sources)('%s imports and uses what its layer may', (path) => {
    expect(violations(path, read(path))).toEqual([])
  })

  it('are seen at all', () => {
    expect(sources).toContain('src/domain/decide.ts')
    expect(importsOf('src/domain/decide.ts', read('src/domain/decide.ts'))).toContainEqual({
      target: 'src/domain/can.ts',
      kind: 'value',
    })
  })

  it.each([
    ['src/domain/a.ts', "import { x } from '../store/db.ts'", 'value src/store/db.ts'],
    ['src/domain/a.ts', "import type { Hono } from 'hono'", 'type hono'],
    ['src/domain/a.ts', 'const now = Date.now()', 'uses \\bDate\\.now\\('],
    ['src/domain/a.ts', 'const now = new Date()', 'uses \\bnew Date\\(\\)'],
    ['src/domain/a.ts', 'const home = process.env', 'uses \\bprocess\\.'],
    ['src/domain/a.ts', "await fetch('x')", 'uses \\bfetch\\('],
    ['src/message/filing.ts', "import { create } from 'xmlbuilder2'", 'value xmlbuilder2'],
    ['src/message/filing.ts', "import '../store/db.ts'", 'value src/store/db.ts'],
    ['src/store/d1.ts', "import Database from 'better-sqlite3'", 'value better-sqlite3'],
    ['src/store/a.ts', "import { x } from '../domain/day.ts'", 'value src/domain/day.ts'],
    ['src/document/r2.ts', "import { join } from 'node:path'", 'value node:path'],
    ['src/gateway/a.ts', "import {\n  x,\n  y,\n} from '../http/app.ts'", 'value src/http/app.ts'],
    ['src/gateway/a.ts', 'setTimeout(tick, 5)', 'uses \\bsetTimeout\\('],
    ['src/gateway/a.ts', 'const id = crypto.randomUUID()', 'uses \\bcrypto\\.randomUUID\\('],
    ['src/http/a.ts', "import { db } from '../store/db.ts'", 'value src/store/db.ts'],
    ['src/http/a.ts', "export * from '../message/xml.ts'", 'value src/message/xml.ts'],
    ['src/web/a.ts', "import { x } from '../store/db.ts'", 'value src/store/db.ts'],
    ['src/config.ts', "import { readFileSync } from 'node:fs'", 'value node:fs'],
    ['src/cli/main.ts', "import { main } from '../node.ts'", 'value src/node.ts'],
    ['src/cli/main.ts', "import { x } from '../gateway/gateway.ts'", 'value src/gateway/gateway.ts'],
    ['src/client.ts', "import { app } from './http/app.ts'", 'value src/http/app.ts'],
    ['src/node.ts', "import { createMockCbp } from '../mock-cbp/app.ts'", 'value mock-cbp/app.ts'],
    ['src/worker.ts', "const mock = await import('../mock-cbp/app.ts')", 'import mock-cbp/app.ts'],
    ['src/worker.ts', "import { readFileSync } from 'node:fs'", 'value node:fs'],
    ['mock-cbp/app.ts', "import { handle } from '../src/gateway/handle.ts'", 'value src/gateway/handle.ts'],
    ['mock-cbp/app.ts', "import { openSqlite } from '../src/store/sqlite.ts'", 'value src/store/sqlite.ts'],
    ['mock-cbp/app.ts', 'const chance = Math.random()', 'uses \\bMath\\.random\\('],
    ['src/other.ts', '', 'no rule covers this file'],
    ['src/domain/a.ts', 'x\n'.repeat(301), '301 lines'],
  ])('would show in %s: %s', (path, source, violation) => {
    expect(violations(path, source)).toEqual([violation])
  }) // prettier-ignore

  it.each([
    ['src/domain/a.ts', "import { x } from './day.ts'\nconst at = new Date(text)"],
    ['src/domain/a.ts', '/** Never Date.now(), nor process. */\n// nor fetch(x)'],
    ['src/store/a.ts', "import type { Entry } from '../domain/entry.ts'"],
    ['src/cli/serve.ts', "const { main } = await import('../node.ts')"],
    ['src/dev.ts', "import { createMockCbp } from '../mock-cbp/app.ts'\nsetInterval(tick, 1000)"],
    ['mock-cbp/worker.ts', "import { d1 } from '../src/store/d1.ts'"],
    ['src/domain/a.ts', 'x\n'.repeat(300)],
  ])('would let pass in %s: %s', (path, source) => {
    expect(violations(path, source)).toEqual([])
  })
})

const heading = /\bdescribe(?:\.\w+)*\(\s*(['"`])((?:\\.|(?!\1).)*)\1|(?:\b(?:it|test)(?:\.(?!each)\w+)*|[\])`>])\(\s*(['"`])((?:\\.|(?!\3).)*)\3,\s*(?:async\s*)?\(/g // prettier-ignore

/** Titles of tests, each with the title of the group it stands in, that occur more than once. */
function titlesTwice(source: string): string[] {
  let group = ''
  const titles: string[] = []
  for (const [, , describes, , title] of source.matchAll(heading)) {
    if (describes !== undefined) group = describes
    else if (title !== undefined) titles.push(`${group} > ${title}`)
  }
  return titles.filter((title, index) => titles.indexOf(title) !== index)
}

describe('titles', () => {
  it.each(tests)('occur once in %s', (path) => {
    expect(titlesTwice(read(path))).toEqual([])
  })

  it('would show when they occur twice', () => {
    const written = (call: string, title: string) => `${call}('${title}', () => {})\n`
    const once = ['describe', 'it', 'it.each([1])'].map((call) => written(call, call)).join('')
    expect(titlesTwice(once)).toEqual([])
    expect(titlesTwice(once + written('describe', 'other') + written('it', 'it'))).toEqual([])
    expect(titlesTwice(once + written('it', 'it'))).toEqual(['describe > it'])
    expect(titlesTwice(once + written('it.each([2])', 'it.each([1])'))).toHaveLength(1)
  })
})
