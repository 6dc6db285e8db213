/** What commands of the graph editor say of a dataflow graph, in which they mean nothing. Loaded when one is given. */

import { tell } from "./spoken.ts";

const GROUPS = "A dataflow graph has no groups.";
const ORDER = "The order of firings follows from the schedule: choose another in the settings.";
const LINE =
  "Nodes of a dataflow graph are placed one by one: drag them, or let the program place them by “tidy”.";
const ONE = "In a dataflow graph one thing is chosen at a time: arrow keys walk from node to node.";

/** By id of the command. */
const RESTS: Readonly<Record<string, string>> = {
  "delete-bridge":
    "A dataflow graph is not closed up by itself: what a node gives may differ from what it takes. Delete it, then connect its neighbours.",
  "mark-output": "A dataflow graph has no outputs to mark: it ends where its sinks are.",
  "choose-all": ONE,
  "choose-fed": ONE,
  "choose-feeding": ONE,
  group: GROUPS,
  ungroup: GROUPS,
  fold: GROUPS,
  "run-earlier": ORDER,
  "run-later": ORDER,
  "forget-order": ORDER,
  ...Object.fromEntries(
    ["left", "centre", "right", "top", "middle", "bottom"].map((side) => [`align-${side}`, LINE]),
  ),
  "distribute-across": LINE,
  "distribute-down": LINE,
};

/** Says why a command does nothing here. Throws for a command that has no words: our own bug. */
export function sayRests(id: string): void {
  const says = RESTS[id];
  if (says === undefined) throw new Error(`${id} does not say why it rests`);
  tell(says);
}
