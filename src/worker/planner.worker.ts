/** The planner in its own thread; columns of a final plan go back as one transfer, those on the way as copies: the search still needs them. */

import { expose, transfer } from "comlink";
import type { PlannerApi } from "./api.ts";
import { createPlanner } from "./planner.ts";
import { buffersIn } from "./transfer.ts";

const planner = createPlanner();

const api: PlannerApi = {
  ...planner,
  async plan(request, watch, better) {
    const planned = await planner.plan(request, watch, better);
    return planned.ok ? transfer(planned, buffersIn(planned.value.plan)) : planned;
  },
};

expose(api);
