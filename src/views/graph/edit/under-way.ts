/** What a hand is doing on the canvas right now, for whoever draws it. Written per move of the pointer, so no other pane listens. */

import { createStore } from "zustand/vanilla";
import type { Point } from "../../../core/edit/types.ts";
import type { Box } from "../geometry.ts";
import type { Guide } from "./snap.ts";

/** Where a port is, and whether the line may end there. */
export interface PortMark extends Point {
  readonly takes: boolean;
}

/** Graph pixels throughout. */
export type UnderWay =
  | { readonly kind: "nothing" }
  | { readonly kind: "boxes"; readonly guides: readonly Guide[]; readonly ghosts: readonly Box[] }
  | { readonly kind: "marquee"; readonly box: Box }
  | {
      readonly kind: "wire";
      /** The end that is held fast, and the one in the hand. */
      readonly from: Point;
      readonly to: Point;
      readonly backward: boolean;
      readonly answer: "open" | "takes" | "refused";
      readonly why: string | undefined;
      /** Where the pointer is. */
      readonly at: Point;
      readonly marks: readonly PortMark[];
      /** Boxes none of whose ports takes the line. */
      readonly dim: readonly Box[];
    };

export const NOTHING: UnderWay = { kind: "nothing" };

export const underWayStore = createStore<{ readonly doing: UnderWay }>(() => ({ doing: NOTHING }));

export function show(doing: UnderWay): void {
  underWayStore.setState({ doing });
}
