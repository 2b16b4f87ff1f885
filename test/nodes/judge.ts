/**
 * What became of it all, by three books that know nothing of each other: what clients were told,
 * what the gateway shows, and what CBP holds.
 * @module
 */

const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }

export type Answer = { readonly status: number; readonly text: string }

/** `undefined`: there is nobody, or it died before it had answered. */
export async function ask(url: string, path: string, init: RequestInit = {}) {
  try {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { ...headers, ...init.headers },
      signal: AbortSignal.timeout(60_000),
    })
    return { status: response.status, text: await response.text() } satisfies Answer
  } catch (error) {
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return undefined
    throw error
  }
}

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null }

/** Every page; one that cannot be had is asked for again, from whoever is there then. */
async function all<T>(urls: () => readonly string[], path: string): Promise<T[]> {
  const found: T[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const [url] = urls()
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const answer: Answer | undefined = url ? await ask(url, `${path}${more}`) : undefined
    if (answer?.status !== 200) continue
    const page = JSON.parse(answer.text) as Page<T>
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}

export type Shown = { readonly id: string; readonly entryNumber: string; readonly status: string }
export const shownBy = (urls: () => readonly string[]) => all<Shown>(urls, '/v1/entries?limit=200')

type Held = { readonly entryNumber: string; readonly effectiveFilings: number }
const heldBy = (mockUrl: string) => all<Held>(() => [mockUrl], '/_mock/entries?limit=1000')

/** Nothing moves any more that CBP has still to say something about. */
const underWay = ['queued', 'submitted', 'under_review']

export async function waiting(urls: () => readonly string[]): Promise<boolean> {
  for (const status of underWay) {
    const [url] = urls()
    const answer = url ? await ask(url, `/v1/entries?limit=1&status=${status}`) : undefined
    if (answer?.status !== 200) return true
    if ((JSON.parse(answer.text) as Page<Shown>).items.length > 0) return true
  }
  return false
}

export type Verdict = {
  readonly lost: number
  readonly filedTwice: number
  readonly ended: number
  /** At CBP and told to nobody. */
  readonly stray: number
}

export async function judge(
  told: readonly Pick<Shown, 'id' | 'entryNumber'>[],
  urls: () => readonly string[],
  mockUrl: string,
): Promise<Verdict> {
  const shown = new Map((await shownBy(urls)).map((entry) => [entry.id, entry]))
  const held = new Map((await heldBy(mockUrl)).map((entry) => [entry.entryNumber, entry]))
  const kept = told.filter(({ id, entryNumber }) => shown.get(id)?.entryNumber === entryNumber)
  const numbers = new Set(told.map(({ entryNumber }) => entryNumber))
  return {
    lost: told.length - kept.filter(({ entryNumber }) => held.has(entryNumber)).length,
    filedTwice: [...held.values()].filter(({ effectiveFilings }) => effectiveFilings > 1).length,
    ended: kept.filter(({ id }) => shown.get(id)?.status === 'released').length,
    stray: [...held.keys()].filter((number) => !numbers.has(number)).length,
  }
}
