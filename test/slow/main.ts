/**
 * `npm run slow`: two thousand clients at once that take their time (a header a second, a body a byte
 * a second, answers and streams that nobody reads), and beside them those who ask as usual, each on
 * a connection of its own: what they hear and when, what it costs in memory, and whether the slow
 * ones end. The gateway with its mock is a process of its own. `-- --clients 2000 --seconds 60`.
 * @module
 */
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { parcel } from '../gateway/world.ts'
import { freshFolder, kill, startProcess } from '../journey/process.ts'

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
  },
})
const [clients, seconds] = [Number(values.clients), Number(values.seconds)]

const key = 'Authorization: Bearer dev-key\r\n'
const host = 'Host: gateway.test\r\n'

type Kind = {
  readonly name: string
  readonly first: string
  /** What it says each second. */
  readonly more: string
  readonly reads: boolean
}
const kinds: readonly Kind[] = [
  { name: 'headers', first: `GET /v1/entries HTTP/1.1\r\n${host}`, more: 'X-A: 1\r\n', reads: true },
  {
    name: 'bodies',
    first: `POST /v1/entries HTTP/1.1\r\n${host}${key}Content-Type: application/json\r\nContent-Length: 9000\r\n\r\n{`,
    more: ' ', reads: true,
  },
  { name: 'answers', first: `GET /openapi.json HTTP/1.1\r\n${host}\r\n`.repeat(20), more: '', reads: false },
  { name: 'streams', first: `GET /v1/stream HTTP/1.1\r\n${host}${key}\r\n`, more: '', reads: false },
] // prettier-ignore

type Slow = { readonly socket: Socket; open: boolean }

function open(port: number, { first, more, reads }: Kind): Slow {
  const socket = connect(port, '127.0.0.1')
  const slow: Slow = { socket, open: true }
  socket.once('connect', () => socket.write(first))
  const saying = setInterval(() => socket.write(more || '\r\n'), 1000)
  socket.on('error', () => undefined)
  socket.once('close', () => {
    slow.open = false
    clearInterval(saying)
  })
  if (reads) socket.resume()
  else socket.pause()
  return slow
}

type Answer = { readonly status: number; readonly millis: number }

function ask(url: string, method: string, body?: string): Promise<Answer> {
  const begun = performance.now()
  const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }
  return new Promise((resolve) => {
    const told = (status: number) => resolve({ status, millis: performance.now() - begun })
    const sent = request(url, { method, headers, agent: false }, (response) => {
      response.resume().on('end', () => told(response.statusCode ?? 0))
    })
    sent.on('error', () => told(0))
    sent.end(body)
  })
}

let made = 0

/** Twenty filings and twenty reads a second. */
async function asUsual(url: string, millis: number): Promise<Answer[]> {
  const begun = performance.now()
  const asked: Promise<Answer>[] = []
  for (let at = 0; at < millis; at = performance.now() - begun) {
    while (asked.length < at / 25) {
      const filing = JSON.stringify(parcel(`U${++made}`))
      asked.push(
        made % 2 === 0
          ? ask(`${url}/v1/entries`, 'POST', filing)
          : ask(`${url}/v1/entries?limit=5`, 'GET'),
      )
    }
    await pause(5)
  }
  return Promise.all(asked)
}

const share = (answers: readonly Answer[], of: number) =>
  answers.map(({ millis }) => millis).sort((a, b) => a - b)[Math.floor(answers.length * of)] ?? 0

function told(name: string, answers: readonly Answer[], pid: number): void {
  const well = answers.filter(({ status }) => status === 200 || status === 201).length
  process.stdout.write(
    `${name}  ${well} of ${answers.length} answered, p50 ${share(answers, 0.5).toFixed(0)} ms, ` +
      `p99 ${share(answers, 0.99).toFixed(0)} ms, memory ${residentMb(pid)} MB\n`,
  )
}

/** Where there is no /proc, 0. */
function residentMb(pid: number): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
  } catch {
    return 0
  }
} // prettier-ignore

const folder = freshFolder()
const { url, child } = await startProcess(folder.path, {
  GATE321_TODAY: '2026-11-23',
  GATE321_LOG: 'alarm',
})
const pid = child.pid ?? 0
let failed = false
try {
  await asUsual(url, 5000)
  const before = await asUsual(url, 15_000)
  told('without  ', before, pid)
  const slow: (Slow & { readonly kind: Kind })[] = []
  for (let n = 0; n < clients; n++) {
    const kind = kinds[n % kinds.length] as Kind
    slow.push(Object.assign(open(Number(new URL(url).port), kind), { kind }))
    if (n % 50 === 0) await pause(20)
  }
  const during = await asUsual(url, seconds * 1000)
  told('beside   ', during, pid)
  for (const kind of kinds) {
    const mine = slow.filter((each) => each.kind === kind)
    process.stdout.write(
      `${kind.name.padEnd(9)}  ${mine.length} begun, ${mine.filter((each) => each.open).length} still connected\n`,
    )
  }
  const after = await asUsual(url, 10_000)
  told('afterwards', after, pid)
  failed = [...during, ...after].some(({ status }) => status !== 200 && status !== 201)
  for (const { socket } of slow) socket.destroy()
} finally {
  await kill(child, 'SIGKILL')
  folder.remove()
}
process.stdout.write(failed ? 'FAILED: somebody was not answered\n' : 'held\n')
process.exitCode = failed ? 1 : 0
process.exit()
