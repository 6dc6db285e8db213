/** All operators, family by family, as the palette shows them. */

import { ARRANGE } from "./arrange.ts";
import { CONVOLUTION } from "./convolution.ts";
import { CUSTOM } from "./custom.ts";
import { ELEMENTWISE } from "./elementwise.ts";
import { LINEAR } from "./linear.ts";
import { NORMALISE } from "./normalise.ts";
import { PARTED } from "./parts.ts";
import { POOLING } from "./pooling.ts";
import { REDUCE } from "./reduce.ts";
import type { Operator } from "./types.ts";
import { VIEWS } from "./views.ts";

export const OPERATORS: readonly Operator[] = [
  ...LINEAR,
  ...CONVOLUTION,
  ...POOLING,
  ...ELEMENTWISE,
  ...NORMALISE,
  ...REDUCE,
  ...VIEWS,
  ...PARTED,
  ...ARRANGE,
  ...CUSTOM,
];
