/** What makes and connects boxes of the graph. */

import { askToAdd, askToConnect } from "../growing.ts";
import type { Command } from "./command.ts";

export const MAKE: readonly Command[] = [
  {
    id: "add",
    title: "Add an operation or a value after what is chosen",
    group: "Edit",
    keys: ["KeyN"],
    run: () => askToAdd(true),
  },
  {
    id: "add-apart",
    title: "Add an operation or a value, unconnected",
    group: "Edit",
    keys: ["Shift+KeyN"],
    run: () => askToAdd(false),
  },
  { id: "connect", title: "Connect what is chosen to…", group: "Edit", keys: ["KeyE"], run: askToConnect },
];
