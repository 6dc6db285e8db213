/** From one thing of the picture to another. */

import { areaFromSelection, zoomToArea } from "../area.ts";
import { pickSecond, retreat } from "../doings.ts";
import { goToMatch, openFinding } from "../finding.ts";
import { dropMarks, seekMark, toggleMark } from "../marks.ts";
import { togglePlaying } from "../playing.ts";
import { request } from "../requests.ts";
import { sessionStore } from "../session.ts";
import { showDialog } from "../shell.ts";
import { tell } from "../spoken.ts";
import { goToPeak, stepBy, stepToEvent, walkTenants, walkToConsumer, walkToProducer } from "../walk.ts";
import type { Command } from "./command.ts";

export const GO: readonly Command[] = [
  {
    id: "palette",
    title: "Find a command, a tensor or a node…",
    group: "Go",
    keys: ["$mod+KeyK", "$mod+Shift+KeyP"],
    run: () => showDialog("palette"),
  },
  {
    id: "find",
    title: "Find storages by name, size, address, life…",
    group: "Go",
    keys: ["Slash"],
    run: () => openFinding(),
  },
  { id: "next-match", title: "Next match", group: "Go", keys: ["F3"], run: () => goToMatch(1) },
  {
    id: "previous-match",
    title: "Previous match",
    group: "Go",
    keys: ["Shift+F3"],
    run: () => goToMatch(-1),
  },
  {
    id: "peak",
    title: "Go to the peak: most alive, then highest address",
    group: "Go",
    keys: ["KeyP"],
    run: goToPeak,
  },
  { id: "next-step", title: "Next step", group: "Go", keys: ["KeyK"], run: () => stepBy(1) },
  { id: "previous-step", title: "Previous step", group: "Go", keys: ["KeyJ"], run: () => stepBy(-1) },
  {
    id: "next-event",
    title: "Next step at which something is born or dies",
    group: "Go",
    keys: ["Shift+KeyK"],
    run: () => stepToEvent(1),
  },
  {
    id: "previous-event",
    title: "Last step at which something was born or died",
    group: "Go",
    keys: ["Shift+KeyJ"],
    run: () => stepToEvent(-1),
  },
  {
    id: "play",
    title: "Play: the cursor goes on by itself",
    group: "Go",
    keys: ["Shift+KeyP"],
    run: togglePlaying,
  },
  {
    id: "mark",
    title: "Mark the cursor's step, or take its mark away",
    group: "Go",
    keys: ["Shift+KeyM"],
    run: toggleMark,
  },
  { id: "next-mark", title: "Go to the next mark", group: "Go", keys: [], run: () => seekMark(1) },
  { id: "previous-mark", title: "Go to the mark before", group: "Go", keys: [], run: () => seekMark(-1) },
  { id: "drop-marks", title: "Take all marks away", group: "Go", keys: [], run: dropMarks },
  {
    id: "area",
    title: "Measure an area: the selection, or the steps in sight",
    group: "Go",
    keys: ["KeyR"],
    run: areaFromSelection,
  },
  {
    id: "zoom-to-area",
    title: "Zoom to the area",
    group: "Go",
    keys: [],
    run: () => {
      if (!zoomToArea()) tell("There is no area. Drag over a picture, or press R.");
    },
  },
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
