/**
 * What is published, as somebody who installs it has it: packed for real, unpacked into a project
 * of its own beside our dependencies only, and used from there. No network.
 */
import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs' // prettier-ignore
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'gate321-package-'))
const sources = join(folder, 'sources')
const project = join(folder, 'project')
const installed = join(project, 'node_modules', 'gate321')

const execute = promisify(execFile)
const path = [join(modules, '.bin'), process.env['PATH']].join(':')
const run = (file: string, args: readonly string[], cwd: string) =>
  execute(file, args, {
    cwd,
    timeout: 60_000,
    env: { ...process.env, PATH: path, GATE321_API_KEY: '' },
  })

/** A copy, because packing builds, and the build should not lie about in the sources. */
async function pack(): Promise<void> {
  mkdirSync(sources)
  for (const name of ['src', 'mock-cbp', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'CHANGELOG.md']) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(sources, name), { recursive: true })
  } // prettier-ignore
  symlinkSync(modules, join(sources, 'node_modules'))
  await run('npm', ['pack', '--offline', '--silent', '--pack-destination', folder], sources)
}

async function install(): Promise<void> {
  mkdirSync(installed, { recursive: true })
  const tarball = join(folder, `gate321-${manifest.version}.tgz`)
  await run('tar', ['-xzf', tarball, '--strip-components', '1'], installed)
  for (const name of [...Object.keys(manifest.dependencies), 'msw', '@types/node']) {
    mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true })
    symlinkSync(join(modules, name), join(project, 'node_modules', name))
  }
  mkdirSync(join(project, 'node_modules', '.bin'))
  symlinkSync('../gate321/scripts/gate321.mjs', join(project, 'node_modules', '.bin', 'gate321'))
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
}

/** The last line that `code` prints in the project, under plain Node. */
async function print(code: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], project)
  return JSON.parse(stdout)
}

beforeAll(async () => {
  await pack()
  await install()
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('package', () => {
  it('builds into dist and nowhere else', () => {
    const built = globSync('**/*.{js,d.ts}', {
      cwd: sources,
      exclude: (name) => name === 'node_modules',
    })
    expect(built.length).toBeGreaterThan(100)
    expect(built.filter((name) => !name.startsWith('dist/'))).toEqual([])
  })

  it('holds what it exports, and neither sources nor tests', () => {
    const files = globSync('**/*', { cwd: installed })
    const exported = JSON.stringify(manifest.exports).match(/dist\/[\w/.-]+/g) ?? []
    expect(files).toEqual(expect.arrayContaining([...new Set(exported), 'mock-cbp/README.md']))
    expect(files.filter((name) => /(?<!\.d)\.ts$|\.test\.|fixtures/.test(name))).toEqual([])
  })

  it('is imported by plain Node under all its names', async () => {
    const names = await print(`
      const all = ['gate321', 'gate321/client', 'gate321/mock-cbp', 'gate321/mock-cbp/msw']
      const modules = await Promise.all(all.map((name) => import(name)))
      console.log(JSON.stringify(modules.flatMap((module) => Object.keys(module))))`)
    const expected = ['createGateway', 'createApp', 'createClient', 'createMockCbp', 'handlers']
    expect(names).toEqual(expect.arrayContaining(expected))
  })

  it('answers as CBP without any option, and behind msw', async () => {
    const answers = await print(`
      import { setupServer } from 'msw/node'
      import { createMockCbp } from 'gate321/mock-cbp'
      import { handlers } from 'gate321/mock-cbp/msw'
      const health = await createMockCbp().fetch(new Request('http://cbp.test/healthz'))
      setupServer(...handlers('https://cbp.test/mock')).listen()
      const behind = await fetch('https://cbp.test/mock/healthz')
      console.log(JSON.stringify([await health.json(), await behind.json()]))
      process.exit()`)
    const healthy = { status: 'ok', simulated: true }
    expect(answers).toEqual([healthy, healthy])
  })

  it('has types that a strict project can trust', async () => {
    const compilerOptions = { strict: true, module: 'nodenext', target: 'es2024', noEmit: true, types: ['node'] } // prettier-ignore
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['a.ts'] }),
    )
    writeFileSync(
      join(project, 'a.ts'),
      `import { createApp, createGateway, type Shipment, type Status } from 'gate321'
      import { createClient, GatewayProblem } from 'gate321/client'
      import { createMockCbp } from 'gate321/mock-cbp'
      import { handlers } from 'gate321/mock-cbp/msw'
      const entry = await createClient({ url: 'http://gateway.test', key: 'k' }).get('1')
      export const status: Status = entry.status
      export const shipment: Shipment = entry.shipment
      export const response: Response = await createMockCbp().fetch(new Request('http://cbp.test'))
      export const problem: Error = new GatewayProblem(500, {})
      // @ts-expect-error a status is no number, and no "any" either
      export const wrong: number = entry.status
      // @ts-expect-error there is no such pace
      createMockCbp({ pace: 'slow' })
      // @ts-expect-error an address is a text
      handlers(1)
      // @ts-expect-error it is handed a store, a clock and more
      createGateway({})
      // @ts-expect-error it is handed a gateway
      createApp(1)`,
    )
    const { stdout } = await run('tsc', ['-p', '.'], project).catch((error) => error)
    expect(stdout).toBe('')
  })

  it('serves, files and knows its version by its command', async () => {
    const bin = join(project, 'node_modules', '.bin', 'gate321')
    expect((await run(bin, ['--version'], project)).stdout).toBe(`${manifest.version}\n`)
    const server = spawn(bin, ['serve', '--port', '0', '--data', join(project, 'data'), '--today', '2026-11-23'], {
      env: { PATH: path, MOCK_PORT: '0' },
    }) // prettier-ignore
    onTestFinished(() => void server.kill('SIGKILL'))
    let greeting = ''
    for await (const chunk of server.stdout.iterator({ destroyOnReturn: false })) {
      greeting += chunk
      if (/gateway +http/.test(greeting)) break
    }
    const url = /gateway +(http:\S+)/.exec(greeting)?.[1] ?? ''
    const fixture = join(root, 'fixtures', 'shipments', '01-cotton-tshirts.json')
    const filed = await run(bin, ['file', fixture, '--url', url], project)
    expect(filed.stdout).toMatch(/^SHP-000101 +ZZ9-\d{7}-\d +queued$/m)
    const ended = text(server.stderr)
    server.kill('SIGTERM')
    expect(await ended).toBe('')
  })

  it("runs a stranger's test of under twenty lines, pasted from the docs, in under a second", async () => {
    const guide = readFileSync(join(root, 'docs/testing.md'), 'utf8')
    const example = /```ts\n([^]*?)```/.exec(guide)?.[1] ?? ''
    expect(example.trimEnd().split('\n').length).toBeLessThan(20)
    writeFileSync(join(project, 'cbp.test.ts'), example)
    for (const name of ['vitest', 'vite', 'rolldown']) {
      if (!existsSync(join(modules, name))) continue
      symlinkSync(join(modules, name), join(project, 'node_modules', name))
    }
    const report = join(project, 'report.json')
    const command = ['run', '--root', project, '--reporter=json', `--outputFile=${report}`]
    await run(process.execPath, [join(modules, 'vitest/vitest.mjs'), ...command], project)
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: Ran[] }
    const ran = testResults.flatMap(({ assertionResults }) => assertionResults)
    expect(ran).toMatchObject([{ title: 'is released once the document came', status: 'passed' }])
    expect(ran[0]?.duration).toBeLessThan(1000)
  }, 60_000)
})

type Ran = {
  assertionResults: { readonly title: string; readonly status: string; readonly duration: number }[]
}
