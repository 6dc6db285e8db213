/** Puts the chosen boxes in line, from where they are drawn now. */

import { aligned, distributed, type PlacedBox, placeBoxes, type Side } from "../core/edit/draw.ts";
import { fail } from "../core/result.ts";
import { chosenStore } from "./chosen.ts";
import { drawnBoxes } from "./drawn.ts";
import { edit } from "./editing.ts";
import { sessionStore } from "./session.ts";

/** Places at least `least` chosen boxes anew; from now on the boxes are where people put them. */
function placeChosen(
  least: number,
  to: string,
  says: (count: number) => string,
  place: (boxes: readonly PlacedBox[]) => readonly PlacedBox[],
): void {
  const all = drawnBoxes();
  const { keys } = chosenStore.getState();
  const boxes = all.filter(({ key }) => keys.includes(key));
  const placed = edit((document) =>
    boxes.length < least
      ? fail("too-few", `Choose ${least === 2 ? "two" : "three"} boxes or more to ${to} them.`)
      : placeBoxes(document, place(boxes), says(boxes.length), all),
  );
  if (placed.ok) sessionStore.setState({ graphLayout: "free" });
}

const ALONG: Readonly<Record<Side, string>> = {
  left: "at their left",
  centre: "at their centres",
  right: "at their right",
  top: "at their top",
  middle: "at their middles",
  bottom: "at their bottom",
};

export function alignChosen(side: Side): void {
  placeChosen(
    2,
    "align",
    (n) => `Aligned ${n} boxes ${ALONG[side]}`,
    (boxes) => aligned(boxes, side),
  );
}

export function distributeChosen(along: "x" | "y"): void {
  placeChosen(
    3,
    "distribute",
    (n) => `Distributed ${n} boxes ${along === "x" ? "across" : "down"}`,
    (boxes) => distributed(boxes, along),
  );
}
