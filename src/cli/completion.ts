/**
 * `gate321 completion`: the shell asks the program itself, so that nothing has to be kept in step.
 * What was typed reaches it as words and is never run.
 * @module
 */
import { Argument } from 'commander'
import type { Command, Option } from 'commander'
import { showing } from './command.ts'
import type { Given } from './command.ts'
import { exit } from './exit.ts'

/** Files are completed by the shell where nothing is offered here. */
const scripts = {
  bash: `_gate321() {
  local value rest
  COMPREPLY=()
  while IFS=$'\\t' read -r value rest; do
    COMPREPLY+=("$value")
  done < <(gate321 complete "--word=\${COMP_WORDS[COMP_CWORD]}" -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}
complete -o bashdefault -o default -F _gate321 gate321`,
  zsh: `#compdef gate321
_gate321() {
  local value rest
  local -a found
  while IFS=$'\\t' read -r value rest; do
    found+=("\${value//:/\\\\:}:$rest")
  done < <(gate321 complete "--word=\${words[CURRENT]}" -- "\${(@)words[2,CURRENT-1]}" 2>/dev/null)
  if (( \${#found} )); then _describe gate321 found; else _files; fi
}
if [ "$funcstack[1]" = _gate321 ]; then _gate321 "$@"; else compdef _gate321 gate321; fi`,
  fish: `function __gate321_complete
  set -l before (commandline -opc)
  set -l word (commandline -ct)
  gate321 complete "--word=$word" -- $before[2..-1] 2>/dev/null
end
complete -c gate321 -a '(__gate321_complete)'`,
  powershell: `Register-ArgumentCompleter -Native -CommandName gate321 -ScriptBlock {
  param($word, $ast, $position)
  $before = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  gate321 complete "--word=$word" -- @before 2>$null | ForEach-Object {
    $value, $rest = $_ -split "\`t", 2
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $(if ($rest) { $rest } else { $value }))
  }
}`,
} as const

type Shell = keyof typeof scripts

export function completionCommands({ program, terminal, alone }: Given): void {
  const command = program
    .command('completion')
    .description('print what a shell needs to complete commands, options and their values')
    .addArgument(new Argument('<shell>').choices(Object.keys(scripts)))
    .action((shell: Shell) =>
      alone(async () => {
        terminal.print(scripts[shell])
        return exit.fine
      }),
    )
  showing(command, {
    examples: [
      'source <(gate321 completion bash)   # in ~/.bashrc; zsh the same in ~/.zshrc',
      'gate321 completion fish > ~/.config/fish/completions/gate321.fish',
      'gate321 completion powershell | Out-String | Invoke-Expression   # in $PROFILE',
    ],
    json: 'the same script.',
  })
  program
    .command('complete', { hidden: true })
    .argument('[before...]')
    .option('--word <text>', '', '')
    .action((before: string[], { word }: { word: string }) =>
      alone(async () => {
        for (const [value, meaning] of offered(program, before, word)) {
          terminal.print(`${value}\t${meaning}`)
        }
        return exit.fine
      }),
    )
}

type Offer = readonly [value: string, meaning: string]

/** What may stand where `word` is begun, behind the words `before` it. */
export function offered(program: Command, before: readonly string[], word: string): Offer[] {
  // Bash makes three words of --format=csv.
  const begun = word === '=' ? '' : word
  const behind = before.filter((one) => one !== '=')
  const command = commandOf(program, behind)
  const option = optionOf(program, command, behind.at(-1))
  return (option ? choicesOf(option) : here(program, command, begun)).filter(([value]) =>
    value.startsWith(begun),
  )
}

const help: Offer = ['--help', 'display help for command']

function here(program: Command, command: Command, begun: string): Offer[] {
  if (begun.startsWith('-')) {
    const options = [...new Set([...command.options, ...program.options])]
    const named = options.flatMap(({ long, description, hidden }): Offer[] =>
      long != null && !hidden ? [[long, description]] : [],
    )
    return [...named, help]
  }
  const commands = command
    .createHelp()
    .visibleCommands(command)
    .map((one): Offer => [one.name(), one.description()])
  return [...commands, ...command.registeredArguments.flatMap(choicesOf)]
}

const choicesOf = ({ argChoices = [] }: Pick<Option, 'argChoices'>): Offer[] =>
  argChoices.map((choice) => [choice, ''])

/** The innermost one that was named; what is behind an option that takes a value is that value. */
function commandOf(program: Command, words: readonly string[]): Command {
  return words.reduce((command, word, index) => {
    if (optionOf(program, command, words[index - 1])) return command
    return command.commands.find((one) => one.name() === word) ?? command
  }, program)
}

function optionOf(program: Command, command: Command, word: string | undefined) {
  if (word === undefined) return undefined
  return [...command.options, ...program.options].find(
    (option) =>
      (option.required || option.optional) && (option.long === word || option.short === word),
  )
}
