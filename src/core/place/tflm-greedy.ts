/** TensorFlow Lite Micro's greedy planner: greedy by size whose ties go to the later request, offline offsets first. */

import { greedy } from "./greedy.ts";
import type { Placement } from "./placement.ts";
import { bySizeLaterFirst } from "./sequence.ts";

export const tflmGreedy: Placement = {
  id: "tflm-greedy",
  title: "TFLM greedy",
  says: "Address for address what TensorFlow Lite Micro's greedy planner gives: the largest first, of equals the later one.",
  run: (packing, watch) => greedy(packing, bySizeLaterFirst(packing), "lowest", watch),
};
