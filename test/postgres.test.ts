import { execFile } from 'node:child_process'
import { expect, it } from 'vitest'

const failing = `
  import { startPostgres } from './test/postgres.ts'
  const server = await startPostgres({ fleeting: true })
  await server.stop()
  process.exitCode = 3
`

it('leaves a process that has failed its exit code', { timeout: 120_000 }, async () => {
  const code = await new Promise((resolve) => {
    const args = ['--input-type=module-typescript', '--eval', failing]
    const cwd = new URL('..', import.meta.url).pathname
    execFile(process.execPath, args, { cwd }, (error) => resolve(error?.code ?? 0))
  })
  expect(code).toBe(3)
})
