/** What makes and connects boxes of the graph. */

import type { Command } from "./command.ts";

export const MAKE: readonly Command[] = [];
