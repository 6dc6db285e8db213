/** What the palettes of the editor are asked for: a new operation or value, or where to connect one. */

import { createStore } from "zustand/vanilla";
import type { EdgeEnd } from "../core/dialects/dataflow/edit/types.ts";
import type { Point, PortRef } from "../core/edit/types.ts";

export type Asked =
  | {
      readonly kind: "add";
      /** Where the new box goes, in graph pixels; absent: a free place is found. */
      readonly at?: Point;
      /** Where the palette opens, in pixels of the window; absent: in the middle. */
      readonly screen?: Point;
      /** Tensor to connect to the new operation. */
      readonly from?: string;
      /** Port that what is made is connected to. */
      readonly to?: PortRef;
      /** Group that a new operation belongs to. */
      readonly group?: string;
    }
  | {
      readonly kind: "connect";
      readonly from: string;
      /** Tensors one of which is meant, `from` among them: the palette asks which first. */
      readonly of?: readonly string[];
      readonly screen?: Point;
    }
  | {
      /** A node of a dataflow graph. */
      readonly kind: "stream-add";
      /** Where it goes, in pixels of the drawing; absent: it is placed like all others. */
      readonly at?: readonly [x: number, y: number];
      readonly screen?: Point;
      /** Output to connect to the new node. */
      readonly from?: EdgeEnd;
      /** Input that the new node is to feed. */
      readonly to?: EdgeEnd;
    }
  | {
      /** An output of a dataflow graph that is to feed another input. */
      readonly kind: "stream-connect";
      /** Ids of nodes with their outputs; of several the palette asks which first. */
      readonly of: readonly EdgeEnd[];
      readonly screen?: Point;
    };

export const askedStore = createStore<{ readonly asked: Asked | null }>(() => ({ asked: null }));

export function ask(asked: Asked | null): void {
  askedStore.setState({ asked });
}
