/**
 * `gate321 serve` and `gate321 mock`: the runtimes, loaded only when they are asked for.
 * @module
 */
/** Options stand in for the settings of the same meaning. */
export type ServeOptions = {
  readonly port?: string
  readonly data?: string
  readonly today?: string
  readonly scenarios?: string
}

export async function serve({ port, ...options }: ServeOptions, json: boolean): Promise<void> {
  settle({ PORT: port, ...shared(options) })
  const { main } = await import('../dev.ts')
  await main({ json })
}

export async function mock({ port, ...options }: ServeOptions, json: boolean): Promise<void> {
  settle({ MOCK_PORT: port, ...shared(options) })
  const { main } = await import('../../mock-cbp/node.ts')
  await main({ json })
}

const shared = ({ data, today, scenarios }: ServeOptions) => ({
  ...{ GATE321_DATA: data, GATE321_TODAY: today, GATE321_MOCK_SCENARIOS: scenarios },
})

function settle(settings: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined) process.env[name] = value
  }
}
