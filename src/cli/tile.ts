/** `memplan tile FILE`: announced, not there. */

import { fail } from "../core/result.ts";
import type { Command } from "./command.ts";

export const tile: Command = {
  id: "tile",
  usage: "tile FILE",
  says: "The tiled-SRAM scheduler; not there yet.",
  flags: [],
  run: async () =>
    fail("not-yet", "memplan tile is not there yet.", { help: "Plan whole tensors with memplan plan." }),
};
