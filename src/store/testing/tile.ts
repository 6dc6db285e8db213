/** For tests of the scratchpad view: the open graph in tiles at once, as the app has it made by a worker. */

import { besideOriginal } from "../../core/dialects/tiles/beside-original.ts";
import { type TilingSettings, tileGraph } from "../../core/dialects/tiles/tile-graph.ts";
import type { GraphDocument } from "../../core/document.ts";
import { tilingOf } from "../../look/scratchpad/index-of.ts";
import { DEFAULT_TILING, tilingStore } from "../tiling.ts";
import { chooseOp } from "../tiling-links.ts";
import { showAfresh } from "./draw.ts";

function make(document: GraphDocument): void {
  const { settings, sought } = tilingStore.getState();
  const made = tileGraph(document, settings);
  if (!made.ok) {
    tilingStore.setState({ refusal: { kind: "problem", problem: made.problem } });
    return;
  }
  const tiling = tilingOf(made.value, besideOriginal(document, settings));
  if (tiling.index === null) {
    tilingStore.setState({ refusal: { kind: "needs", tiled: tiling.tiled } });
    return;
  }
  tilingStore.setState({
    shown: { ...tiling, settings, document, elapsed: 1 },
    refusal: null,
    sought: null,
    view: null,
    addresses: null,
    op: null,
    tile: null,
  });
  if (sought !== null) chooseOp(sought);
}

let stop = () => {};

/** Opens `document` on a page in its first state, with its schedule; each change of settings makes another. */
export function tileAfresh(document: GraphDocument, settings: Partial<TilingSettings> = {}): void {
  stop();
  showAfresh(document);
  tilingStore.setState(
    { ...tilingStore.getInitialState(), open: true, settings: { ...DEFAULT_TILING, ...settings } },
    true,
  );
  make(document);
  stop = tilingStore.subscribe((now, before) => {
    if (now.settings !== before.settings) make(document);
  });
}
