import { Argument, type CommandUnknownOpts as Command, type Option } from "@commander-js/extra-typings";
import { createCommand } from "./command-line.js";
import { writeResult } from "./output.js";

// Scripts for the shells' completion, made from the declared options. They ask no program while a person types.

const NAME = "hamsa-twilio";

const SHELLS = { bash, zsh, fish, powershell } as const;

/** How to switch completion on, for the help. */
const EXAMPLES = `
Examples:
  ${NAME} completion bash >> ~/.bashrc
  ${NAME} completion zsh > "\${fpath[1]}/_${NAME}"
  ${NAME} completion fish > ~/.config/fish/completions/${NAME}.fish
  ${NAME} completion powershell >> $PROFILE`;

/** `hamsa-twilio completion`: prints the script for a shell. */
export function completionCommand() {
  return createCommand("completion")
    .summary("print a completion script for your shell")
    .description(`Prints a completion script for your shell.\n${EXAMPLES}`)
    .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish", "powershell"]))
    .action((shell, _, completion) => writeResult(`${SHELLS[shell](visibleCommands(completion.parent))}\n`));
}

const visibleCommands = (program: Command | null) =>
  program === null ? [] : program.createHelp().visibleCommands(program);
const describe = (command: Command) => command.summary() || command.description();
const visibleOptions = (command: Command) => command.createHelp().visibleOptions(command);
/** What an argument can be, if the command says so. */
const choicesOf = (command: Command) => command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
const flagsOf = ({ short, long }: Option) => [short, long].filter((flag) => flag !== undefined);
const wordsOf = (command: Command) => [...choicesOf(command), ...visibleOptions(command).flatMap(flagsOf)];
const takesFile = ({ flags }: Option) => /<file>/.test(flags);
const takesValue = ({ required, optional }: Option) => required || optional;

/** In single quotes, for shells without an escape inside them. */
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function bash(commands: readonly Command[]): string {
  const cases = commands.map((command) => `    ${command.name()}) words=${quote(wordsOf(command).join(" "))} ;;`);
  const withValue = new Set(commands.flatMap(visibleOptions).filter(takesValue).flatMap(flagsOf));
  return `_hamsa_twilio() {
  local words current=\${COMP_WORDS[COMP_CWORD]}
  case \${COMP_WORDS[COMP_CWORD - 1]} in ${[...withValue].join("|")}) return ;; esac
  case \${COMP_WORDS[1]} in
${cases.join("\n")}
  esac
  [ "$COMP_CWORD" -eq 1 ] && words=${quote(commands.map((command) => command.name()).join(" "))}
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _hamsa_twilio ${NAME}`;
}

function zsh(commands: readonly Command[]): string {
  const escapeText = (text: string) => text.replace(/[[\]:\\]/g, "\\$&");
  const argumentOf = (option: Option) => {
    const flags = flagsOf(option);
    const value = takesValue(option) ? `:value:${takesFile(option) ? "_files" : ""}` : "";
    const spec = quote(`[${escapeText(option.description)}]${value}`);
    return flags.length === 1 ? `${flags[0]}${spec}` : `'(${flags.join(" ")})'{${flags.join(",")}}${spec}`;
  };
  const describeArgument = (command: Command) => {
    const choices = choicesOf(command);
    return choices.length > 0 ? `(${choices.join(" ")})` : "_files";
  };
  const cases = commands.map(
    (command) =>
      `    ${command.name()}) _arguments ${[...visibleOptions(command).map(argumentOf), `'*:argument:${describeArgument(command)}'`].join(" ")} ;;`,
  );
  const names = commands.map((command) => quote(`${command.name()}:${escapeText(describe(command))}`));
  return `#compdef ${NAME}
_hamsa_twilio() {
  local -a commands=(${names.join(" ")})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = _${NAME} ]; then _hamsa_twilio "$@"; else compdef _hamsa_twilio ${NAME}; fi`;
}

function fish(commands: readonly Command[]): string {
  const quoteForFish = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;
  const names = commands.map(
    (command) =>
      `complete -c ${NAME} -f -n __fish_use_subcommand -a ${command.name()} -d ${quoteForFish(describe(command))}`,
  );
  const options = commands.flatMap((command) =>
    visibleOptions(command).map(({ short, long, description, ...option }) => {
      const flags = [short && `-s ${short.slice(1)}`, long && `-l ${long.slice(2)}`].filter(Boolean).join(" ");
      const value = takesValue(option as Option) ? (takesFile(option as Option) ? " -r -F" : " -x") : "";
      return `complete -c ${NAME} -n '__fish_seen_subcommand_from ${command.name()}' ${flags}${value} -d ${quoteForFish(description)}`;
    }),
  );
  const choices = commands
    .filter((command) => choicesOf(command).length > 0)
    .map(
      (command) =>
        `complete -c ${NAME} -f -n '__fish_seen_subcommand_from ${command.name()}' -a '${choicesOf(command).join(" ")}'`,
    );
  return [...names, ...choices, ...options].join("\n");
}

function powershell(commands: readonly Command[]): string {
  const list = (words: readonly string[]) => words.map((word) => `'${word}'`).join(", ");
  const cases = commands.map((command) => `    '${command.name()}' { @(${list(wordsOf(command))}) }`);
  return `Register-ArgumentCompleter -Native -CommandName ${NAME} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $elements = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  $isCommand = $elements.Count -lt 2 -or ($elements.Count -eq 2 -and $wordToComplete -ne '')
  $words = if ($isCommand) { @(${list(commands.map((command) => command.name()))}) } else { switch ($elements[1]) {
${cases.join("\n")}
  } }
  $words | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterName', $_)
  }
}`;
}
