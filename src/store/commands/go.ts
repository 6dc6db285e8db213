/** From one thing of the picture to another. */

import { pickSecond, retreat } from "../doings.ts";
import { request } from "../requests.ts";
import { sessionStore } from "../session.ts";
import { showDialog } from "../shell.ts";
import { goToPeak, stepBy, walkTenants, walkToConsumer, walkToProducer } from "../walk.ts";
import type { Command } from "./command.ts";

export const GO: readonly Command[] = [
  {
    id: "palette",
    title: "Find a command, a tensor or a node…",
    group: "Go",
    keys: ["$mod+KeyK", "$mod+Shift+KeyP", "Slash"],
    run: () => showDialog("palette"),
  },
  { id: "peak", title: "Go to the peak", group: "Go", keys: ["KeyP"], run: goToPeak },
  { id: "next-step", title: "Next step", group: "Go", keys: ["KeyK"], run: () => stepBy(1) },
  { id: "previous-step", title: "Previous step", group: "Go", keys: ["KeyJ"], run: () => stepBy(-1) },
  {
    id: "next-tenant",
    title: "Next tenant of these bytes",
    group: "Go",
    keys: ["Period"],
    run: () => walkTenants(1),
  },
  {
    id: "previous-tenant",
    title: "Previous tenant of these bytes",
    group: "Go",
    keys: ["Comma"],
    run: () => walkTenants(-1),
  },
  { id: "producer", title: "Go to the producer", group: "Go", keys: ["BracketLeft"], run: walkToProducer },
  {
    id: "consumer",
    title: "Go to the next consumer",
    group: "Go",
    keys: ["BracketRight"],
    run: walkToConsumer,
  },
  {
    id: "pair",
    title: "May two share memory? Pick a second beside the selection",
    group: "Go",
    keys: ["KeyT"],
    run: pickSecond,
  },
  {
    id: "reveal",
    title: "Centre the selection",
    group: "Go",
    keys: ["KeyF"],
    run: () => {
      const { selection } = sessionStore.getState();
      if (selection !== null) request({ kind: "reveal", target: selection });
    },
  },
  {
    id: "zoom-to",
    title: "Zoom to the selection",
    group: "Go",
    keys: ["KeyF KeyF"],
    run: () => {
      const { selection } = sessionStore.getState();
      if (selection !== null) request({ kind: "zoom-to", target: selection });
    },
  },
  {
    id: "escape",
    title: "Close, cancel or clear the selection",
    group: "Go",
    keys: ["Escape"],
    run: retreat,
  },
];
