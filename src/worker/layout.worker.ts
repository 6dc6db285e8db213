/** The layout worker: our layered layouts off the page's thread. */

import { expose, transfer } from "comlink";
import type { Placing } from "../core/skeleton.ts";
import type { SdfPlaces, SdfToPlace } from "../look/dataflow/sdf-places.ts";
import { layOutLayered } from "./layout/layered.ts";
import type { Boxes } from "./layout/layers.ts";
import { streamInLayers } from "./layout/streams.ts";

const api = {
  layOut(boxes: Boxes): Placing {
    const placing = layOutLayered(boxes);
    const { at, runs } = placing;
    return transfer(placing, [at.buffer, runs.from.buffer, runs.at.buffer]);
  },
  layOutStream: (graph: SdfToPlace): SdfPlaces => streamInLayers(graph),
};

export type LayoutApi = typeof api;

expose(api);
