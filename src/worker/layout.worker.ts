/** The layout worker: our layered layout off the page's thread. */

import { expose, transfer } from "comlink";
import type { Placing } from "../core/skeleton.ts";
import { layOutLayered } from "./layout/layered.ts";
import type { Boxes } from "./layout/layers.ts";

const api = {
  layOut(boxes: Boxes): Placing {
    const placing = layOutLayered(boxes);
    const { at, runs } = placing;
    return transfer(placing, [at.buffer, runs.from.buffer, runs.at.buffer]);
  },
};

export type LayoutApi = typeof api;

expose(api);
