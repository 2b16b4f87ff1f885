/**
 * How true the staging is: bills that choose what happens, and trouble on demand.
 * @module
 */
import { invented, simplified } from '../fidelity/row.ts'
import type { FidelityRow } from '../fidelity/row.ts'

export const stagingFidelity: readonly FidelityRow[] = [
  invented(
    'House bills, headers, rules and calls that choose what happens',
    'At CBP nothing chooses; the codes that a scenario says are real all the same.',
  ),
  simplified(
    'Duplicates, disorder, silence and late replies as scenarios',
    'All of them happened; here they happen when they are asked for.',
    'CSMS 15-000938, 16-000461, 17-000718, 18-000093 and 19-000204',
  ),
  invented(
    'Faults and bad days',
    "Faults of networks and proxies, as HTTP knows them. CBP's lines break in ways of their own.",
  ),
  invented('Worlds and clocks', 'There is one CBP, and nobody moves its clock.'),
]
