import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/main.ts'
import { paper } from './paper.ts'

const program = commands(paper(80).terminal)

function leaves(command: Command): Command[] {
  const visible = command.createHelp().visibleCommands(command).filter((one) => one.name() !== 'help')
  return visible.length === 0 ? [command] : visible.flatMap(leaves)
} // prettier-ignore

function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name()
}

function helpOf(command: Command): string {
  let text = ''
  command.configureOutput({ writeOut: (part) => void (text += part) })
  command.outputHelp()
  return text
}

const all = leaves(program).map((command) => [nameOf(command), command] as const)

describe('help', () => {
  it('knows the commands of the day', () => {
    expect(all.map(([name]) => name)).toEqual(
      expect.arrayContaining(
        ['check', 'file', 'status', 'watch', 'answer', 'cancel', 'export', 'keys create'].map(
          (name) => `gate321 ${name}`,
        ),
      ),
    )
  })

  it.each(all)('of "%s" has an example of it and says what --json prints', (name, command) => {
    const text = helpOf(command)
    expect(text).toMatch(new RegExp(`^Examples:\\n( {2}\\$ .*\\n)* {2}\\$ .*${name}`, 'm'))
    expect(text).toMatch(/^With --json: \S[^]*\.\n$/m)
    expect(text).toContain('--json ')
    expect(command.description()).not.toBe('')
  })

  it.each(all)('of "%s" fits 80 columns', (_, command) => {
    const options = helpOf(command).split('\nExamples:')[0] ?? ''
    expect(options.split('\n').filter((line) => line.length > 80)).toEqual([])
  })
})
