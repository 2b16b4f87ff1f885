/**
 * `npm run dev:edge`: both Workers on workerd on this machine. Wrangler fires no cron trigger by
 * itself, so it is fired from here, once a second instead of once a minute.
 * @module
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const port = process.env['PORT'] || '3321'
const url = `http://127.0.0.1:${port}`
const configs = ['-c', 'wrangler.toml', '-c', 'mock-cbp/wrangler.toml']
const address = ['--ip', '127.0.0.1', '--port', port, '--var', 'HOST:127.0.0.1']
const wire = process.env['GATE321_WIRE'] || 'xml'
/** D1, queue and R2 of this machine; without it they are wrangler's own folder. */
const data = process.env['GATE321_DATA']
const kept = data ? ['--persist-to', join(data, 'edge')] : []
const settings = ['--var', `GATE321_WIRE:${wire}`]
const quiet = ['--log-level', 'warn', '--show-interactive-dev-session=false']

const wrangler = spawn(
  process.execPath,
  [
    'node_modules/wrangler/bin/wrangler.js',
    'dev',
    ...configs,
    ...address,
    ...settings,
    ...kept,
    ...quiet,
    '--test-scheduled',
  ],
  {
    stdio: 'inherit',
    env: { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', ...process.env },
  },
)
let running = true
wrangler.on('exit', (code) => {
  running = false
  process.exitCode = code ?? 0
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => wrangler.kill(signal))
}

/** False while the Workers are still being built. */
const fire = () =>
  fetch(`${url}/__scheduled`).then(
    ({ ok }) => ok,
    () => false,
  )

for (let greeted = false; running; await pause(1000)) {
  const fired = await fire()
  if (fired && !greeted) {
    greeted = true
    process.stdout.write(`gate321 is listening on workerd, with its mock CBP behind it.
Simulated: nothing here reaches CBP.

  gateway   ${url}
  API       ${url}/docs
  key       dev-key
`)
  }
}
