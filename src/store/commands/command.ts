/** What a command is. */

export const COMMAND_GROUPS = ["Go", "View", "Edit", "Panes", "File", "Help"] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** Physical keys ("KeyW", "Shift+KeyW", "$mod+KeyK"), each a way to give the command. */
  readonly keys: readonly string[];
  /** Its keys are the browser's own, which tells of them by an event: copy, cut, paste. */
  readonly byBrowser?: true;
  /** Its keys are the browser's where no graph is open, or text of the page is marked. */
  readonly ofGraph?: true;
  /** It means nothing in a dataflow graph, and says so there. */
  readonly restsInStream?: true;
  readonly run: () => void;
}
