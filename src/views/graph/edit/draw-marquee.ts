/** Shift and a drag over the empty canvas: chooses every box that the rectangle touches. */

import { choose, chosenStore } from "../../../store/chosen.ts";
import { speak } from "../../../store/spoken.ts";
import { inPlace } from "../looking.ts";
import { keyOfBox, sceneStore } from "../scene.ts";
import { spanned } from "./drag.ts";
import type { At, Gesture } from "./gesture.ts";
import { show } from "./under-way.ts";

/** `also`: beside those that are chosen already. */
export function drawMarquee(start: At, also: boolean): Gesture {
  const before = also ? chosenStore.getState().keys : [];
  return {
    move: (at) => show({ kind: "marquee", box: spanned(start.graph, at.graph) }),
    drop: (at) => {
      const { scene } = sceneStore.getState();
      if (scene === null) return;
      const inside = scene.geometry.boxesIn(spanned(start.graph, at.graph));
      inPlace(() => choose([...before, ...inside.map((box) => keyOfBox(scene, box))]));
      const { length } = chosenStore.getState().keys;
      speak(length === 1 ? "1 box chosen." : `${length} boxes chosen.`);
    },
    abandon: () => {},
  };
}
