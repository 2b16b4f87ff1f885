/**
 * Rules as data -> rules that run. All mistakes are found at load, each with the place it is at.
 * @module
 */
import { parseSteps } from './parse.ts'
import { ruleForm, stepsIn } from './rule.ts'
import type { Rule } from './rule.ts'

/** Where in the list: `[2, 'steps', 0]` is the first step of the third rule. */
export type RuleMistake = {
  readonly path: readonly (string | number)[]
  readonly message: string
  /** The name itself is what is wrong, not its value. */
  readonly ofName?: true
}

export class RulesRefused extends Error {
  override readonly name = 'RulesRefused'
  readonly mistakes: readonly RuleMistake[]

  constructor(mistakes: readonly RuleMistake[]) {
    super(mistakes.map(({ path, message }) => `/${path.join('/')}: ${message}`).join('\n'))
    this.mistakes = mistakes
  }
}

type Compiled = { readonly rules: readonly Rule[]; readonly mistakes: readonly RuleMistake[] }

/** By the text of the rules: worlds that were told the same share one compilation. */
const compiled = new Map<string, readonly Rule[]>()
const mostCompiled = 1000

/** Throws `RulesRefused` with every mistake of every rule. */
export function compileRules(forms: readonly unknown[], builtIn = false): readonly Rule[] {
  if (forms.length === 0) return []
  const key = `${builtIn} ${JSON.stringify(forms)}`
  const known = compiled.get(key)
  if (known) return known
  const { rules, mistakes } = compile(forms, builtIn)
  if (mistakes.length > 0) throw new RulesRefused(mistakes)
  if (compiled.size >= mostCompiled) compiled.clear()
  compiled.set(key, rules)
  return rules
}

function compile(forms: readonly unknown[], builtIn: boolean): Compiled {
  const rules: Rule[] = []
  const mistakes: RuleMistake[] = []
  const places = new Map<string, number>()
  for (const [place, form] of forms.entries()) {
    const { data, error } = ruleForm.safeParse(form)
    if (!data) {
      mistakes.push(...error.issues.flatMap((issue) => told(place, issue)))
      continue
    }
    const first = places.get(data.id)
    if (first !== undefined) {
      mistakes.push({ path: [place, 'id'], message: `"${data.id}" is rule ${first + 1} already` })
    }
    places.set(data.id, first ?? place)
    const steps = stepsIn(data.steps)
    const parsed = parseSteps(steps)
    if (!parsed.ok) {
      const path = [place, 'steps', ...(typeof data.steps === 'string' ? [] : [parsed.index])]
      mistakes.push({ path, message: parsed.mistake })
      continue
    }
    const { id, title = steps.join(', '), match, not } = data
    rules.push({ id, title, match, not, steps, course: parsed.course, builtIn })
  }
  return { rules, mistakes }
}

type Issue = { readonly code?: string; readonly path: readonly PropertyKey[]; readonly message: string } // prettier-ignore

/** An unknown name is a mistake at that name, not at the object around it. */
function told(place: number, issue: Issue): RuleMistake[] {
  const path = [
    place,
    ...issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
  ]
  const keys = 'keys' in issue && Array.isArray(issue.keys) ? (issue.keys as string[]) : []
  if (keys.length === 0) return [{ path, message: issue.message }]
  return keys.map((key) => ({
    path: [...path, key],
    message: `there is no "${key}" here`,
    ofName: true,
  }))
}
