/** The table of placements. */

import { best } from "./best.ts";
import { bestFit } from "./best-fit.ts";
import { exact } from "./exact.ts";
import { executorchGreedy } from "./executorch-greedy.ts";
import { executorchNaive } from "./executorch-naive.ts";
import { firstFit } from "./first-fit.ts";
import { greedyBySize } from "./greedy-by-size.ts";
import { hillClimb } from "./hill-climb.ts";
import { none } from "./none.ts";
import type { Placement } from "./placement.ts";
import { portfolio } from "./portfolio.ts";
import { tflmGreedy } from "./tflm-greedy.ts";

export const PLACEMENTS: readonly Placement[] = [
  best,
  exact,
  portfolio,
  hillClimb,
  greedyBySize,
  firstFit,
  bestFit,
  tflmGreedy,
  executorchGreedy,
  executorchNaive,
  none,
];
