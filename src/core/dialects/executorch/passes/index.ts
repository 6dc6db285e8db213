/** The passes of `to_executorch` over a method, in their order. A pass is one file and one line here. */

import { backendOps } from "./backend-ops.ts";
import { deadCode } from "./dead-code.ts";
import { deviceCopies } from "./device-copies.ts";
import { elideViews } from "./elide-views.ts";
import { externalConstants } from "./external-constants.ts";
import { memoryPlanning } from "./memory-planning.ts";
import { normalizeViews } from "./normalize-views.ts";
import { outVariants } from "./out-variants.ts";
import type { Pass } from "./pass.types.ts";
import { reinplace } from "./reinplace.ts";
import { removeAsserts } from "./remove-asserts.ts";
import { removeAutoFunctionalized } from "./remove-auto-functionalized.ts";
import { specPropagation } from "./spec-propagation.ts";
import { upperBounds } from "./upper-bounds.ts";
import { weightsToOutputs } from "./weights-to-outputs.ts";
import { writeBack } from "./write-back.ts";

export const PASSES: readonly Pass[] = [
  reinplace,
  weightsToOutputs,
  removeAutoFunctionalized,
  writeBack,
  specPropagation,
  deviceCopies,
  backendOps,
  removeAsserts,
  normalizeViews,
  deadCode,
  elideViews,
  upperBounds,
  outVariants,
  externalConstants,
  memoryPlanning,
];
