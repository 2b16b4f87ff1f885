/**
 * `npm run deploy`: gateway and mock-cbp on Cloudflare, bound to each other, in the account that
 * `wrangler login` or CLOUDFLARE_API_TOKEN names. With `--dry-run` nothing leaves this machine.
 * @module
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { experimental_readRawConfig } from 'wrangler'
import { deploy, DeploymentFailed } from './deployment.ts'
import type { Config, Ran } from './deployment.ts'

const root = join(import.meta.dirname, '..')
const isDry = process.argv.includes('--dry-run')

function wrangler(args: readonly string[]): Promise<Ran> {
  const bin = join(root, 'node_modules/wrangler/bin/wrangler.js')
  // What it says is read here, so it has to say it.
  const env = { WRANGLER_SEND_METRICS: 'false', ...process.env, NO_COLOR: '1', WRANGLER_LOG: 'log' }
  // Without a terminal it asks nothing.
  const child = spawn(process.execPath, [bin, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }) // prettier-ignore
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ ok: code === 0, said })))
}

const isUp = async (url: string) => {
  const response = await fetch(`${url}/readyz`).catch(() => undefined)
  return response?.ok ?? false
}

try {
  await deploy(
    {
      root,
      wrangler,
      readConfig: (path) => experimental_readRawConfig({ config: path }).rawConfig as Config,
      env: process.env,
      say: (line) => process.stdout.write(`${line}\n`),
      isUp,
    },
    isDry,
  )
} catch (error) {
  if (!(error instanceof DeploymentFailed)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
