/** The looking worker: plans come from planners by ports, answers go to the page as arrays that are handed over. */

import { expose } from "comlink";
import { createLooking } from "./looking.ts";
import { lookingApi } from "./looking-api.ts";

expose(lookingApi(createLooking()));
