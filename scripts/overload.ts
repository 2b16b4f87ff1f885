/**
 * Three times what it can serve: what is accepted is answered in time, the rest hears so at once,
 * and nothing accepted is lost. The gateway with its mock is a process of its own; both it and the
 * load share this machine. `npm run overload -- 20` loads it for twenty seconds.
 * @module
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const seconds = Number(process.argv[2] ?? 15)
const day = '2026-11-23'
/** Node takes one new connection a turn of its loop; callers and proxies keep theirs. */
const sockets = 256
const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }

/** Shares of callers would refuse before the machine is full, and the machine is what is tried. */
const settings = {
  PORT: '0', MOCK_PORT: '0', GATE321_TODAY: day, GATE321_LOG: 'alarm', GATE321_RATE: '100000',
  GATE321_BURST: '100000', GATE321_AT_ONCE: '100000', GATE321_DAILY_CAP: '100000000',
} // prettier-ignore

type Answer = {
  readonly status: number
  readonly millis: number
  readonly text: string
  readonly retryAfter: string | undefined
}
type Started = { readonly url: string; readonly mockUrl: string; readonly child: ChildProcess }

const agent = new Agent({
  keepAlive: true,
  maxSockets: sockets,
  maxFreeSockets: sockets,
  scheduling: 'fifo',
})

function start(data: string): Promise<Started> {
  const child = spawn(process.execPath, ['src/dev.ts'], {
    env: { ...process.env, ...settings, GATE321_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /gateway +(http:\S+)/.exec(said)?.[1]
      const mockUrl = /mock CBP +(http:\S+)\/_mock/.exec(said)?.[1]
      if (url && mockUrl) resolve({ url, mockUrl, child })
    })
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)))
  })
}

let made = 0

/** A parcel of its own to a person of its own. */
function parcel(): string {
  const name = `L${++made}`
  const address = { street: `${made} Main St`, city: 'Brooklyn', subdivision: 'NY', country: 'US', postalCode: '11201' } // prettier-ignore
  return JSON.stringify({
    reference: name, modeOfTransportation: '40', portOfEntry: '4701', estimatedArrivalDate: '2026-11-24',
    bill: { masterBill: '172-12345675', houseBill: `HAWB${made}` }, packageQuantity: 1,
    seller: { name: 'Hanoi Craft Co Ltd', address: { street: '12 Pho Hue', city: 'Hanoi', country: 'VN' } },
    consignee: { name: `Jane ${name}`, address }, invoice: { number: name, date: day },
    lines: [{ description: 'Ceramic mug', htsNumber: '6912004400', countryOfOrigin: 'VN', quantity: 1, unit: 'PCS', fairRetailValue: '15.00' }],
  }) // prettier-ignore
}

function ask(url: string, method: string, body?: string): Promise<Answer> {
  const begun = performance.now()
  return new Promise((resolve) => {
    const sent = request(url, { method, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          millis: performance.now() - begun,
          text,
          retryAfter: response.headers['retry-after'],
        }),
      )
    })
    sent.on('error', (error) =>
      resolve({
        status: 0,
        millis: performance.now() - begun,
        text: error.message,
        retryAfter: '',
      }),
    )
    sent.end(body)
  })
}

const file = (url: string) => ask(`${url}/v1/entries`, 'POST', parcel())

/** What it serves when nobody asks for more: 32 callers, each waiting for its answer. */
async function calmly(url: string, seconds: number) {
  const begun = performance.now()
  const answers: Answer[] = []
  const each = Array.from({ length: seconds }, () => 0)
  const caller = async () => {
    for (let second = 0; second < seconds;) {
      const answer = await file(url)
      second = Math.floor((performance.now() - begun) / 1000)
      if (answer.status === 201 && second < seconds) each[second] = (each[second] ?? 0) + 1
      answers.push(answer)
    }
  }
  await Promise.all(Array.from({ length: 32 }, caller))
  return { answers, best: Math.max(...each) }
}

/** So many a second, whether or not anybody answers. */
async function openLoop(url: string, rate: number, millis: number) {
  const begun = performance.now()
  const filings: Promise<Answer>[] = []
  const reads: Promise<Answer>[] = []
  for (let at = 0; at < millis; at = performance.now() - begun) {
    while (filings.length < (rate * at) / 1000) filings.push(file(url))
    if (reads.length < at / 50) reads.push(ask(`${url}/v1/entries/ZZ9-0000001-1`, 'GET'))
    await pause(2)
  }
  return { filings: await Promise.all(filings), reads: await Promise.all(reads) }
}

const percentile = (answers: readonly Answer[], share: number) => {
  const sorted = answers.map(({ millis }) => millis).sort((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}

const times = (answers: readonly Answer[]) =>
  `p50 ${percentile(answers, 0.5)} ms, p99 ${percentile(answers, 0.99)} ms, most ${percentile(answers, 1)} ms`

/** Entry numbers at CBP, with how often each was filed to effect. */
async function heldByCbp(mockUrl: string): Promise<Map<string, number>> {
  const held = new Map<string, number>()
  for (let cursor = ''; ;) {
    const { text } = await ask(`${mockUrl}/_mock/entries?limit=1000${cursor}`, 'GET')
    const page = JSON.parse(text) as {
      items: { entryNumber: string; effectiveFilings: number }[]
      nextCursor: string | null
    }
    for (const item of page.items) held.set(item.entryNumber, item.effectiveFilings)
    if (page.nextCursor === null) return held
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
  }
}

async function main(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'gate321-overload-'))
  const { url, mockUrl, child } = await start(data)
  const print = (line: string) => process.stdout.write(`${line}\n`)
  try {
    await calmly(url, 2)
    // What it can serve is its best second: on a machine with other work the mean would be too kind.
    const { answers: calm, best: rate } = await calmly(url, 6)
    print(`alone      ${rate} filings in its best second, ${times(calm)}`)

    await Promise.all(Array.from({ length: sockets }, () => ask(`${url}/healthz`, 'GET')))
    const { filings, reads } = await openLoop(url, 3 * rate, seconds * 1000)
    const accepted = filings.filter(({ status }) => status === 201)
    const refused = filings.filter(({ status }) => status === 429 || status === 503)
    const other = filings.filter(({ status }) => ![201, 429, 503].includes(status))
    const mute = refused.filter(({ retryAfter }) => !retryAfter)
    const seen = reads.filter(({ status }) => status === 200)
    print(`asked      ${filings.length} in ${seconds} s, three times as much`)
    print(
      `accepted   ${accepted.length}, ${Math.round(accepted.length / seconds)} a second, ${times(accepted)}`,
    )
    print(
      `refused    ${refused.length} with 429 or 503, ${times(refused)}; without Retry-After ${mute.length}`,
    )
    print(
      `other      ${other.length}${other[0] ? `: ${other[0].status} ${other[0].text.slice(0, 200)}` : ''}`,
    )
    print(`reads      ${seen.length} of ${reads.length} answered, ${times(seen)}`)

    const numbers = accepted.map(
      ({ text }) => (JSON.parse(text) as { entryNumber: string }).entryNumber,
    )
    const deadline = performance.now() + 180_000
    let held = await heldByCbp(mockUrl)
    while (numbers.some((number) => !held.has(number)) && performance.now() < deadline) {
      await pause(1000)
      held = await heldByCbp(mockUrl)
    }
    const lost = numbers.filter((number) => !held.has(number))
    const twice = [...held.values()].filter((filings) => filings > 1)
    print(
      `at CBP     ${held.size} entries; of those accepted ${lost.length} lost, ${twice.length} filed twice`,
    )
    const late = percentile(accepted, 0.99) >= 1000
    const failed =
      late || mute.length > 0 || other.length > 0 || lost.length > 0 || twice.length > 0
    print(failed ? 'FAILED' : 'held')
    process.exitCode = failed ? 1 : 0
  } finally {
    agent.destroy()
    child.kill('SIGKILL')
    rmSync(data, { recursive: true, force: true })
  }
}

await main()
