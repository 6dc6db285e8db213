/** The keys themselves. */

import { sessionStore } from "../session.ts";
import { showDialog } from "../shell.ts";
import type { Command } from "./command.ts";

export const HELP: readonly Command[] = [
  {
    id: "single-keys",
    title: "Turn single-key shortcuts on or off",
    group: "Help",
    keys: [],
    run: () => sessionStore.setState((s) => ({ singleKeys: !s.singleKeys })),
  },
  {
    id: "keys",
    title: "Keyboard shortcuts",
    group: "Help",
    keys: ["Shift+Slash"],
    run: () => showDialog("keys"),
  },
];
