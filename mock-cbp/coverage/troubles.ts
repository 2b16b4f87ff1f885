/**
 * Outcomes that the mock commits on purpose: its built-in scenarios, its faults, its bad days.
 * @module
 */
import { badDayNames, badDays } from '../fault/days.ts'
import { faultNamed, faultNames, faults } from '../fault/fault.ts'
import { builtIn } from '../scenario/builtin.ts'
import { outcomeId } from './id.ts'
import { byBill, byRule } from './outcome.ts'
import type { Group } from './outcome.ts'

export const scenarioOutcomes: Group = {
  title: 'Scenarios',
  outcomes: builtIn.map((rule) => ({
    ...{ id: outcomeId.scenario(rule.id), name: rule.id, means: rule.title },
    // A pattern shows no bill of its own.
    provoke: rule.match.pattern === undefined ? byRule(rule) : byBill(`${rule.id}282`),
  })),
}

export const faultOutcomes: Group = {
  title: 'Faults',
  outcomes: faultNames.map((name) => ({
    ...{ id: outcomeId.fault(name), name, means: faults[name].does },
    provoke: `X-Mock-Fault: ${name}`,
  })),
}

export const dayOutcomes: Group = {
  title: 'Bad days',
  outcomes: badDayNames.map((name) => ({
    ...{ id: outcomeId.badDay(name), name, means: badDays[name].title },
    provoke: `POST /_mock/settings {"badDay": "${name}"}`,
  })),
}

/** Whether a client has the whole of an answer that the fault was committed on. */
export function arrivesWhole(name: string): boolean {
  const known = faultNamed(name)
  const fault = known && faults[known]
  if (!fault || !('act' in fault)) return false
  const { elsewhere } = fault.act
  return 'delays' in elsewhere || 'drips' in elsewhere || 'unharmed' in elsewhere
}
