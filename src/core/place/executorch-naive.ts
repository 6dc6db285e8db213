/** ExecuTorch's naive planner as a placement: no reuse, in the order of the request. */

import { none } from "./none.ts";
import type { Placement } from "./placement.ts";

export const executorchNaive: Placement = {
  id: "executorch-naive",
  title: "ExecuTorch naive",
  says: "What ExecuTorch's naive planner gives: one tensor after the other, nothing shared.",
  run: none.run,
};
