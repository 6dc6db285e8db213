/** Every command of the page, once: menus, keys, the palette and tests are made from this table. */

import { ARENA } from "./commands/arena.ts";
import { ARMS } from "./commands/arms.ts";
import type { Command } from "./commands/command.ts";
import { COMPARE } from "./commands/compare.ts";
import { DATAFLOW } from "./commands/dataflow.ts";
import { EDIT } from "./commands/edit.ts";
import { FILE } from "./commands/file.ts";
import { GO } from "./commands/go.ts";
import { HELP } from "./commands/help.ts";
import { MAKE } from "./commands/make.ts";
import { METHODS } from "./commands/methods.ts";
import { PANES } from "./commands/panes.ts";
import { ROWS } from "./commands/rows.ts";
import { SCRATCHPAD } from "./commands/scratchpad.ts";
import { VIEW } from "./commands/view.ts";

export type { Command };

export const COMMANDS: readonly Command[] = [
  ...FILE,
  ...GO,
  ...MAKE,
  ...EDIT,
  ...VIEW,
  ...ARENA,
  ...ROWS,
  ...PANES,
  ...COMPARE,
  ...SCRATCHPAD,
  ...ARMS,
  ...METHODS,
  ...DATAFLOW,
  ...HELP,
];

/** The command of that id. Throws where there is none: our own bug. */
export function commandOf(id: string): Command {
  const command = COMMANDS.find((c) => c.id === id);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  return command;
}

/** Runs a command of the table by its id. */
export function runCommand(id: string): void {
  commandOf(id).run();
}
