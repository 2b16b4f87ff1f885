/**
 * `/_mock/scenarios`: the rules of the world, the language they are written in, and new ones by
 * call, as JSON or as a rule file in YAML.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import { problem } from '../http/problem.ts'
import { isMedia, parseJson, route } from '../http/request.ts'
import type { Asked, Env } from '../http/request.ts'
import { compileRules, RulesRefused } from '../scenario/compile.ts'
import { RuleFileRefused } from '../scenario/refused.ts'
import type { Rule } from '../scenario/rule.ts'
import { sayings, settings } from '../scenario/words.ts'
import { keepSettings } from '../world/settings.ts'

const sent = z.union([z.array(z.unknown()).min(1), z.record(z.string(), z.unknown()).transform((rule) => [rule])]) // prettier-ignore

export function scenarioRoutes(app: Hono<Env>): void {
  route(app, '/_mock/scenarios', {
    GET: (context) => context.json({ items: context.env.world.rules.map(shown), words: words() }),
    POST: add,
    DELETE: (context) => {
      const { world } = context.env
      const removed = world.kept.rules.length
      world.effects.push(...keepSettings(world, { ...world.kept, rules: [] }))
      return context.json({ removed })
    },
  })

  route(app, '/_mock/scenarios/:id', {
    DELETE: (context) => {
      const { world } = context.env
      const id = context.req.param('id')
      const rules = world.kept.rules.filter((rule) => idOf(rule) !== id)
      const removed = world.kept.rules.length - rules.length
      if (removed === 0) {
        return problem('scenario_unknown', `no rule "${(id ?? '').slice(0, 60)}" was added by call`)
      }
      world.effects.push(...keepSettings(world, { ...world.kept, rules }))
      return context.json({ removed })
    },
  })
}

/** In front of what was there; a rule of the same id is replaced. */
async function add(context: Asked): Promise<Response> {
  const { world, body } = context.env
  if (body instanceof Response) return body
  const read = await formsIn(context, body)
  if (typeof read === 'string') return problem('rules_invalid', read)
  try {
    const added = compileRules(read)
    const ids = new Set(added.map(({ id }) => id))
    const rest = world.kept.rules.filter((rule) => !ids.has(idOf(rule) ?? ''))
    world.effects.push(...keepSettings(world, { ...world.kept, rules: [...read, ...rest] }))
    return context.json({ items: added.map(shown) }, 201)
  } catch (error) {
    if (error instanceof RulesRefused) return problem('rules_invalid', error.message)
    throw error
  }
}

async function formsIn(context: Asked, body: Uint8Array): Promise<readonly unknown[] | string> {
  if (!isMedia(context, 'application/yaml')) return parseJson(body, sent)
  const { readRuleFile } = await import('../scenario/file.ts')
  try {
    return readRuleFile(new TextDecoder().decode(body), 'rules.yaml').forms
  } catch (error) {
    if (error instanceof RuleFileRefused) return error.message
    throw error
  }
}

const idOf = (rule: unknown) =>
  typeof rule === 'object' && rule !== null && 'id' in rule ? String(rule.id) : undefined

const shown = ({ id, title, match, not, steps, builtIn }: Rule) => ({
  ...{ id, title, match, ...(not ? { not } : {}), steps, builtIn },
})

const words = () =>
  Object.entries({ ...settings, ...sayings }).map(([word, { takes, means }]) => ({
    ...{ word, takes, means },
  }))
