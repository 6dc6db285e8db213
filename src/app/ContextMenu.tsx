/** The menu of a thing: right click on it in any pane, or Shift+F10 for what is selected. */

import { lazy, Suspense, useEffect, useState } from "react";
import { boxOfTarget, choose, chooseWire, chosenStore } from "../store/chosen.ts";
import { type Under, whatIsUnder } from "../store/drawn.ts";
import { openGraph } from "../store/editing.ts";
import { outcomeStore } from "../store/outcome.ts";
import { select, sessionStore, type Target } from "../store/session.ts";
import type { About } from "./context-groups.ts";
import { isIn, isInGraph } from "./where.ts";

const GroupsMenu = lazy(async () => ({ default: (await import("./dialogs.ts")).GroupsMenu }));

/** Panes whose things have a menu. */
const PANES = ["timeline", "arena", "graph", "table", "inspector"]
  .map((id) => `[data-testid=${id}]`)
  .join(", ");
/** Fields have menus of their own, and so has what is no part of a picture. */
const NO_PICTURE = "input, textarea, [contenteditable=true], [role=menu]";

/** What the keyboard asks the menu of the graph for: the first of what is chosen. */
function chosenUnder(): Under {
  const { keys, wire } = chosenStore.getState();
  return { at: { x: 0, y: 0 }, box: keys[0] ?? null, wire };
}

/** What is under the pointer, also while only the picture knows. */
function pointedUnder(x: number, y: number): Under | null {
  const { hover } = sessionStore.getState();
  const under = whatIsUnder({ x, y });
  if (under === null || under.box !== null || under.wire !== null) return under;
  return { ...under, box: boxOfTarget(outcomeStore.getState().picture, hover) };
}

/** Chooses what a menu of the graph is of, unless it is among what is chosen. */
function chooseUnder({ box, wire }: Under, hover: Target | null): void {
  const { keys } = chosenStore.getState();
  if (box !== null && !keys.includes(box)) choose([box]);
  else if (box === null && wire !== null) chooseWire(wire, hover);
}

/** What a menu in the graph is of; undefined where the graph has none to offer. */
function askGraph(event: MouseEvent, byKeys: boolean): About | undefined {
  const { clientX: x, clientY: y } = event;
  const under = byKeys ? chosenUnder() : pointedUnder(x, y);
  if (under === null || openGraph() === null) return undefined;
  const { hover } = sessionStore.getState();
  if (!byKeys) chooseUnder(under, hover);
  const empty = under.box === null && under.wire === null;
  return { x, y, under, target: empty ? null : sessionStore.getState().selection };
}

function aboutOf(event: MouseEvent, byKeys: boolean): About | undefined {
  if (!isIn(event.target, PANES) || isIn(event.target, NO_PICTURE)) return undefined;
  const inGraph = isInGraph(event.target) ? askGraph(event, byKeys) : undefined;
  if (inGraph !== undefined) return inGraph;
  const { hover, selection } = sessionStore.getState();
  const target = byKeys ? selection : (hover ?? selection);
  if (target === null) return undefined;
  select(target);
  return { x: event.clientX, y: event.clientY, target, under: null };
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === "ContextMenu" || (key === "F10" && shiftKey);
}

export function ContextMenu() {
  const [open, setOpen] = useState<About | null>(null);
  useEffect(() => {
    let byKeys = false;
    const heard = (event: KeyboardEvent) => {
      byKeys = isMenuKey(event);
    };
    const pressed = () => {
      byKeys = false;
    };
    const ask = (event: MouseEvent) => {
      const about = aboutOf(event, byKeys);
      byKeys = false;
      if (about === undefined) return;
      event.preventDefault();
      setOpen(about);
    };
    window.addEventListener("keydown", heard, true);
    window.addEventListener("pointerdown", pressed, true);
    window.addEventListener("contextmenu", ask);
    return () => {
      window.removeEventListener("keydown", heard, true);
      window.removeEventListener("pointerdown", pressed, true);
      window.removeEventListener("contextmenu", ask);
    };
  }, []);
  if (open === null) return null;
  return (
    <Suspense fallback={null}>
      <GroupsMenu about={open} onClose={() => setOpen(null)} />
    </Suspense>
  );
}
