/** Every kind of fault a plan can have, made on purpose: the checker must name each by its code. */

import type { Mutation } from "./mutate.ts";
import { ANY_ORDER_MUTATIONS } from "./mutations-any-order.ts";
import { BUFFER_MUTATIONS } from "./mutations-buffers.ts";
import { GAP_MUTATIONS } from "./mutations-gaps.ts";
import { GRAPH_MUTATIONS } from "./mutations-graph.ts";
import { LAYOUT_MUTATIONS } from "./mutations-layout.ts";
import { NUMBER_MUTATIONS } from "./mutations-numbers.ts";

export const MUTATIONS: readonly Mutation[] = [
  ...LAYOUT_MUTATIONS,
  ...BUFFER_MUTATIONS,
  ...NUMBER_MUTATIONS,
  ...GRAPH_MUTATIONS,
  ...GAP_MUTATIONS,
  ...ANY_ORDER_MUTATIONS,
];
