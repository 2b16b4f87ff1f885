/**
 * What CBP makes of one transmission in XML: a ruling on each entry, in order, and the reply.
 * @module
 */
import { conditions } from '../../src/message/condition.ts'
import type { CargoRelease } from '../../src/message/filing.ts'
import { printReply } from '../../src/message/reply.ts'
import type { CargoReleaseReply } from '../../src/message/reply.ts'
import type { Refusal } from '../book/refusal.ts'
import { handedOut } from '../coverage/handed.ts'
import { problem } from '../http/problem.ts'
import type { Asking } from '../http/request.ts'
import { askedFor } from '../scenario/asked.ts'
import type { Rule } from '../scenario/rule.ts'
import type { Message, Reply } from './once.ts'
import { ruleAll } from './rule.ts'

/** Refuses the transmission as a whole (X1); of its entries nothing is said. */
export const envelopeRefusal: Refusal = {
  code: '999',
  when: 'the envelope names another message or another filer',
  differs: 'CBP checks more of an envelope and says with further X1 codes what is wrong.',
}
const rejection = {
  conditionCode: envelopeRefusal.code,
  narrative: conditions[envelopeRefusal.code].narrative,
  reasons: [],
}

/** `scenario` is the name of a rule, or steps, that stands for the rules of the world. */
export async function work(
  asking: Asking,
  { filer, messageId }: Message,
  { envelope, entries }: CargoRelease,
  scenario: string | undefined,
): Promise<Reply | Response> {
  const asked = askedRule(asking, scenario)
  if (asked instanceof Response) return asked
  const { blockReference } = envelope
  const sound = envelope.messageId === messageId && envelope.filerCode === filer
  const filed = entries.map((filing) => ({ filing, blockReference }))
  const ruled = sound
    ? await ruleAll(asking, { filer, messageId }, filed, asked)
    : { results: [], repliedAt: asking.world.now }
  const reply: CargoReleaseReply = {
    envelope: {
      ...{ messageId, filerCode: filer, processedAt: ruled.repliedAt },
      ...(blockReference === undefined ? {} : { blockReference }),
    },
    ...(sound ? {} : { rejection }),
    results: ruled.results,
  }
  const mediaType = 'application/xml; charset=utf-8'
  return { mediaType, body: printReply(reply), due: ruled.repliedAt, met: handedOut(reply) }
}

/** The rule that a request asks for by name or in steps; none where it asks for nothing. */
export function askedRule(
  { world }: Asking,
  scenario: string | undefined,
): Rule | undefined | Response {
  const asked = scenario === undefined ? undefined : askedFor(scenario, world.rules)
  if (asked && !asked.ok) return problem('scenario_unknown', `X-Mock-Scenario: ${asked.detail}`)
  return asked?.rule
}
