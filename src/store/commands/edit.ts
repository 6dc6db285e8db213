/** What is done to the chosen boxes of the graph, and taken back. The work itself comes after the start. */

import type { Side } from "../../core/edit/draw.ts";
import { documentStore } from "../document.ts";
import { redo, undo } from "../history.ts";
import { later } from "../later.ts";
import { renameChosen } from "../renaming.ts";
import { services } from "../services.ts";
import { showDialog } from "../shell.ts";
import { renameNode } from "../stream-asking.ts";
import type { Command } from "./command.ts";

function withEdits(
  run: (edits: typeof import("../edits.ts")) => void,
  ofStream?: (doings: typeof import("../dataflow-doings.ts")) => void,
): () => void {
  return () =>
    later(
      ofStream !== undefined && documentStore.getState().document?.kind === "dataflow"
        ? import("../dataflow-doings.ts").then(ofStream)
        : import("../edits.ts").then(run),
    );
}

function align(side: Side, title: string, key: string): Command {
  return {
    id: `align-${side}`,
    title,
    group: "Edit",
    keys: [`Alt+${key}`],
    run: withEdits((edits) => edits.alignChosen(side)),
  };
}

export const EDIT: readonly Command[] = [
  { id: "undo", title: "Undo", group: "Edit", keys: ["$mod+KeyZ"], run: undo },
  { id: "redo", title: "Redo", group: "Edit", keys: ["$mod+Shift+KeyZ", "$mod+KeyY"], run: redo },
  {
    id: "history",
    title: "History: every step that was done",
    group: "Edit",
    keys: ["$mod+Shift+KeyH"],
    run: () => showDialog("history"),
  },
  {
    id: "cut",
    title: "Cut",
    group: "Edit",
    keys: ["$mod+KeyX"],
    byBrowser: true,
    run: () => later(services().copyChosen("cut")),
  },
  {
    id: "copy",
    title: "Copy what is chosen of the graph as text",
    group: "Edit",
    keys: ["$mod+KeyC"],
    byBrowser: true,
    run: () => later(services().copyChosen("copy")),
  },
  {
    id: "paste",
    title: "Paste",
    group: "Edit",
    keys: ["$mod+KeyV"],
    byBrowser: true,
    run: () => later(services().pasteClipboard()),
  },
  {
    id: "duplicate",
    title: "Duplicate",
    group: "Edit",
    keys: ["$mod+KeyD"],
    run: withEdits(
      (edits) => edits.duplicateChosen(),
      (doings) => doings.duplicateHere(),
    ),
  },
  {
    id: "delete",
    title: "Delete",
    group: "Edit",
    keys: ["Delete", "Backspace"],
    run: withEdits(
      (edits) => edits.removeChosen(false),
      (doings) => doings.removeHere(),
    ),
  },
  {
    id: "delete-bridge",
    title: "Delete and connect across the gap",
    group: "Edit",
    keys: ["Shift+Delete", "Shift+Backspace"],
    run: withEdits((edits) => edits.removeChosen(true)),
  },
  {
    id: "rename",
    title: "Rename",
    group: "Edit",
    keys: ["F2"],
    // at once: what is typed next is the name
    run: () => {
      if (!renameNode()) renameChosen();
    },
  },
  {
    id: "disconnect",
    title: "Disconnect a connection, or what chosen nodes read",
    group: "Edit",
    keys: ["Shift+KeyE"],
    run: withEdits(
      (edits) => edits.disconnectChosen(),
      (doings) => doings.disconnectHere(),
    ),
  },
  {
    id: "mark-output",
    title: "Mark as output, or not",
    group: "Edit",
    keys: ["KeyM"],
    run: withEdits((edits) => edits.toggleOutput()),
  },
  {
    id: "choose-all",
    title: "Choose all boxes of the graph",
    group: "Edit",
    keys: ["$mod+KeyA"],
    ofGraph: true,
    run: withEdits((edits) => edits.chooseEverything()),
  },
  {
    id: "choose-fed",
    title: "Choose what it feeds",
    group: "Edit",
    keys: ["Shift+BracketRight"],
    run: withEdits((edits) => edits.chooseFed()),
  },
  {
    id: "choose-feeding",
    title: "Choose what feeds it",
    group: "Edit",
    keys: ["Shift+BracketLeft"],
    run: withEdits((edits) => edits.chooseFeeding()),
  },
  {
    id: "group",
    title: "Group",
    group: "Edit",
    keys: ["$mod+KeyG"],
    run: withEdits((edits) => edits.groupChosen()),
  },
  {
    id: "ungroup",
    title: "Ungroup",
    group: "Edit",
    keys: ["$mod+Shift+KeyG"],
    run: withEdits((edits) => edits.ungroupChosen()),
  },
  {
    id: "fold",
    title: "Fold or unfold the group",
    group: "Edit",
    keys: ["KeyG"],
    run: withEdits((edits) => edits.foldChosen()),
  },
  {
    id: "run-earlier",
    title: "Run one step earlier",
    group: "Edit",
    keys: ["Shift+Comma"],
    run: withEdits((edits) => edits.runBy(-1)),
  },
  {
    id: "run-later",
    title: "Run one step later",
    group: "Edit",
    keys: ["Shift+Period"],
    run: withEdits((edits) => edits.runBy(1)),
  },
  {
    id: "forget-order",
    title: "Forget the given order",
    group: "Edit",
    keys: [],
    run: withEdits((edits) => edits.forgetOrder()),
  },
  align("left", "Align left", "KeyA"),
  align("centre", "Align centres", "KeyH"),
  align("right", "Align right", "KeyD"),
  align("top", "Align top", "KeyW"),
  align("middle", "Align middles", "KeyV"),
  align("bottom", "Align bottom", "KeyS"),
  {
    id: "distribute-across",
    title: "Distribute across",
    group: "Edit",
    keys: ["Alt+Shift+KeyH"],
    run: withEdits((edits) => edits.distributeChosen("x")),
  },
  {
    id: "distribute-down",
    title: "Distribute down",
    group: "Edit",
    keys: ["Alt+Shift+KeyV"],
    run: withEdits((edits) => edits.distributeChosen("y")),
  },
];
