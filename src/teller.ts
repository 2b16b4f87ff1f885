/**
 * The loop that tells webhooks on Node. It has its own, because the way to CBP must not wait for
 * somebody's slow receiver; and it waits for none of them itself.
 * @module
 */
import type { Log } from './gateway/deps.ts'
import type { Gateway } from './gateway/gateway.ts'
import { ticker } from './ticker.ts'

export function teller(gateway: () => Pick<Gateway, 'deliver'>, log: Log) {
  let underWay: Promise<void> = Promise.resolve()

  const round = async () => {
    const { started, done } = await gateway().deliver()
    const ended = done.then((made) => {
      // Whoever has been told may have more to hear.
      if (made > 0) wake()
    })
    underWay = Promise.all([underWay, ended]).then(() => undefined)
    return { started }
  }

  const { run, wake, stop } = ticker(round, log)
  return { run: () => run().then(() => underWay), wake, stop }
}
