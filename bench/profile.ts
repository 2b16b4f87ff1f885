/**
 * Where a process spends its time: V8's own sampling profiler, asked over its inspector, and every
 * sample put to the innermost frame that a table knows.
 * @module
 */

type Frame = { readonly functionName: string; readonly url: string }
type Node = {
  readonly id: number
  readonly callFrame: Frame
  readonly children?: readonly number[]
}
export type Profile = {
  readonly nodes: readonly Node[]
  readonly samples: readonly number[]
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[]
}

/** A step, the end of a source's path (a folder ends with a stroke), and functions where it matters. */
export type Rule = readonly [step: string, source: RegExp, functions?: RegExp]

/** Of the process whose inspector listens on `port`, while `work` goes on. */
export async function profiled<T>(
  port: number,
  work: () => Promise<T>,
): Promise<{ readonly profile: Profile; readonly result: T }> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    readonly webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  const waiting = new Map<number, (result: object) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: object }
    waiting.get(id ?? 0)?.(result ?? {})
  })
  let asked = 0
  const ask = (method: string, params: object = {}) =>
    new Promise<object>((resolve) => {
      waiting.set(++asked, resolve)
      socket.send(JSON.stringify({ id: asked, method, params }))
    })
  await ask('Profiler.enable')
  await ask('Profiler.setSamplingInterval', { interval: 500 })
  await ask('Profiler.start')
  const result = await work()
  const { profile } = (await ask('Profiler.stop')) as { profile: Profile }
  socket.close()
  return { profile, result }
}

const idle = '(idle)'
export const unknown = 'everything else'

/** Microseconds by step; what the process waited is left out. */
export function spent({ nodes, samples, timeDeltas }: Profile, rules: readonly Rule[]) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const))) // prettier-ignore
  const known = new Map<number, string>()
  const stepOf = (id: number): string => {
    const seen = known.get(id)
    if (seen !== undefined) return seen
    const frame = byId.get(id)?.callFrame
    const parent = parents.get(id)
    const step =
      (frame && ruleFor(frame, rules)) ?? (parent === undefined ? unknown : stepOf(parent))
    known.set(id, step)
    return step
  }
  const micros = new Map<string, number>()
  samples.forEach((id, index) => {
    if (byId.get(id)?.callFrame.functionName === idle) return
    const step = stepOf(id)
    micros.set(step, (micros.get(step) ?? 0) + (timeDeltas[index] ?? 0))
  })
  return micros
}

function ruleFor({ functionName, url }: Frame, rules: readonly Rule[]): string | undefined {
  const source = url === '' ? functionName : url
  return rules.find(
    ([, path, functions]) => path.test(source) && (functions?.test(functionName) ?? true),
  )?.[0]
}
