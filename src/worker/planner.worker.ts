/** The planner in its own thread; columns of a plan go back as one transfer. */

import { expose, transfer } from "comlink";
import type { PlannerApi } from "./api.ts";
import { createPlanner } from "./planner.ts";
import { buffersIn } from "./transfer.ts";

const planner = createPlanner();

const api: PlannerApi = {
  ...planner,
  async plan(request, watch) {
    const planned = await planner.plan(request, watch);
    return planned.ok ? transfer(planned, buffersIn(planned.value.plan)) : planned;
  },
};

expose(api);
