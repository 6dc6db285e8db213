/** What the palettes of the editor are asked for: a new operation or value, or where to connect one. */

import { createStore } from "zustand/vanilla";
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
    };

export const askedStore = createStore<{ readonly asked: Asked | null }>(() => ({ asked: null }));

export function ask(asked: Asked | null): void {
  askedStore.setState({ asked });
}
