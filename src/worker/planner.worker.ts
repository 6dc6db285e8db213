/** The planner in its own thread; columns of a final plan are handed over, those on the way copied: the search still needs them. */

import { expose } from "comlink";
import { createPlanner } from "./planner.ts";
import { wired } from "./wire.ts";

expose(wired(createPlanner(), ["plan", "tile"]));
