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
  ofStream: (doings: typeof import("../dataflow-doings.ts")) => void,
): () => void {
  return () =>
    later(
      documentStore.getState().document?.kind === "dataflow"
        ? import("../dataflow-doings.ts").then(ofStream)
        : import("../edits.ts").then(run),
    );
}

/** A command about boxes, of which dataflow graphs have none. */
function onBoxes(
  id: string,
  title: string,
  keys: readonly string[],
  run: (edits: typeof import("../edits.ts")) => void,
): Command {
  return {
    id,
    title,
    group: "Edit",
    keys,
    restsInStream: true,
    run: () =>
      later(
        documentStore.getState().document?.kind === "dataflow"
          ? import("../dataflow-rests.ts").then(({ sayRests }) => sayRests(id))
          : import("../edits.ts").then(run),
      ),
  };
}

function align(side: Side, title: string, key: string): Command {
  return onBoxes(`align-${side}`, title, [`Alt+${key}`], (edits) => edits.alignChosen(side));
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
  onBoxes(
    "delete-bridge",
    "Delete and connect across the gap",
    ["Shift+Delete", "Shift+Backspace"],
    (edits) => edits.removeChosen(true),
  ),
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
  onBoxes("mark-output", "Mark as output, or not", ["KeyM"], (edits) => edits.toggleOutput()),
  {
    ...onBoxes("choose-all", "Choose all boxes of the graph", ["$mod+KeyA"], (edits) =>
      edits.chooseEverything(),
    ),
    ofGraph: true,
  },
  onBoxes("choose-fed", "Choose what it feeds", ["Shift+BracketRight"], (edits) => edits.chooseFed()),
  onBoxes("choose-feeding", "Choose what feeds it", ["Shift+BracketLeft"], (edits) => edits.chooseFeeding()),
  onBoxes("group", "Group", ["$mod+KeyG"], (edits) => edits.groupChosen()),
  onBoxes("ungroup", "Ungroup", ["$mod+Shift+KeyG"], (edits) => edits.ungroupChosen()),
  onBoxes("fold", "Fold or unfold the group", ["KeyG"], (edits) => edits.foldChosen()),
  onBoxes("run-earlier", "Run one step earlier", ["Shift+Comma"], (edits) => edits.runBy(-1)),
  onBoxes("run-later", "Run one step later", ["Shift+Period"], (edits) => edits.runBy(1)),
  onBoxes("forget-order", "Forget the given order", [], (edits) => edits.forgetOrder()),
  align("left", "Align left", "KeyA"),
  align("centre", "Align centres", "KeyH"),
  align("right", "Align right", "KeyD"),
  align("top", "Align top", "KeyW"),
  align("middle", "Align middles", "KeyV"),
  align("bottom", "Align bottom", "KeyS"),
  onBoxes("distribute-across", "Distribute across", ["Alt+Shift+KeyH"], (edits) =>
    edits.distributeChosen("x"),
  ),
  onBoxes("distribute-down", "Distribute down", ["Alt+Shift+KeyV"], (edits) => edits.distributeChosen("y")),
];
