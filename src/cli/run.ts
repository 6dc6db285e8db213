/** The command line: finds the command, runs it, turns problems into one sentence and an exit code. */

import { fail, type Problem, sayProblem } from "../core/result.ts";
import { VERSION } from "../core/version.ts";
import { bench } from "./bench.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { compare } from "./compare.ts";
import { convert } from "./convert.ts";
import { parseFlags, suggest } from "./flags.ts";
import { info } from "./info.ts";
import type { Io } from "./io.ts";
import { list } from "./list.ts";
import { passes } from "./passes.ts";
import { plan } from "./plan.ts";
import { alignColumns, indent } from "./text.ts";
import { tile } from "./tile.ts";

/** A new command is one line here. */
export const COMMANDS: readonly Command[] = [plan, check, compare, info, convert, tile, passes, list, bench];

const WRONG = 2;

function help(): string {
  const rows = COMMANDS.map((c) => [`memplan ${c.usage}`, c.says]);
  return `memplan ${VERSION}: plans the memory of a model and shows that the plan is right.\n\n${indent(alignColumns(rows))}
Sizes look like 262144, 256KiB or 0x40000. Exit codes: 0 done, 1 does not fit or is not right, 2 wrong input.
memplan COMMAND --help tells the flags of a command.\n`;
}

function helpOf(command: Command): string {
  const rows = command.flags.map((f) => [`--${f.flag}${f.value === undefined ? "" : ` ${f.value}`}`, f.says]);
  return `memplan ${command.usage}\n${command.says}\n${rows.length > 0 ? `\n${indent(alignColumns(rows))}` : ""}`;
}

/** Runs one command. The arguments are those after `memplan`; the result is the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const complain = (problem: Problem): number => {
    io.err(`${sayProblem(problem)}\n`);
    return WRONG;
  };
  const [name, ...rest] = argv;
  if (name === undefined) {
    io.err(help());
    return WRONG;
  }
  if (["help", "--help", "-h", "--version"].includes(name)) {
    io.out(name === "--version" ? `${VERSION}\n` : help());
    return 0;
  }
  const command = COMMANDS.find((c) => c.id === name);
  if (command === undefined) {
    const ids = COMMANDS.map((c) => c.id);
    return complain(
      fail("unknown-command", `memplan has no command ${name}.`, { help: suggest(name, ids) }).problem,
    );
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    io.out(helpOf(command));
    return 0;
  }
  const parsed = parseFlags(rest, command.id, command.flags);
  if (!parsed.ok) return complain(parsed.problem);
  const done = await command.run(parsed.value, io);
  return done.ok ? done.value : complain(done.problem);
}
