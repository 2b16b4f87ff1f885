import { describe, expect, it } from 'vitest'
import { CommanderError } from 'commander'
import { GatewayProblem } from '../../src/client.ts'
import { exitCodeOf, meanings, Unreachable, Usage } from '../../src/cli/exit.ts'
import { gate321 } from './given.ts'
import { paper } from './paper.ts'

const refused = (status: number, code: string) =>
  new GatewayProblem(status, { code, detail: 'No.', errors: [] })

describe('exit codes', () => {
  it.each([
    [0, 'help that was asked for', new CommanderError(0, 'commander.help', '(outputHelp)')],
    [2, 'an unknown option', new CommanderError(1, 'commander.unknownOption', 'error: unknown option')],
    [2, 'a file that is not there', new Usage('a.csv: there is no such file.')],
    [3, 'no connection', new Unreachable('No gateway answers.')],
    [3, 'an answer that is not of gate321', new GatewayProblem(200, undefined)],
    [1, 'a shipment that is refused', refused(422, 'shipment_invalid')],
    [1, 'a conflict', refused(409, 'state_conflict')],
    [1, 'a key that is not known', refused(401, 'auth_invalid')],
    [3, 'a gateway that cannot answer now', refused(503, 'storage_full')],
    [70, 'a fault of our own', new TypeError('x is not a function')],
  ])('%i: %s', (code, _, error) => {
    const { terminal, complaints } = paper()
    expect(exitCodeOf(error, terminal)).toBe(code)
    const asJson = paper()
    expect(exitCodeOf(error, asJson.terminal, true)).toBe(code)
    if (code === 0) return expect(asJson.complaints).toEqual([])
    expect(JSON.parse(asJson.complaints.join('\n'))).toMatchObject({
      code: expect.any(String),
      detail: expect.any(String),
      exitCode: code,
    })
    if (!(error instanceof CommanderError)) expect(complaints).not.toEqual([])
  }) // prettier-ignore

  it('are all in the help', async () => {
    const { out } = await gate321(['--help'], {})
    for (const [code] of meanings) expect(out).toMatch(new RegExp(`^ +${code} {2}\\S`, 'm'))
  })

  it.each([
    [['nonsense']],
    [['status', '--limit', 'many']],
    [['cancel', 'x']],
    [['status', '--url', 'nowhere']],
  ])('tell a program of wrong usage in %j by problem JSON alone', async (args) => {
    const { code, out, err } = await gate321(['--json', ...args], {})
    expect(JSON.parse(err)).toMatchObject({ code: 'usage', exitCode: 2 })
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })
})
