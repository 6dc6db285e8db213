/** Methods of a program. */

import { chooseMethod, nextMethod } from "../methods.ts";
import type { Command } from "./command.ts";

export const METHODS: readonly Command[] = [
  {
    id: "next-method",
    title: "Look at the next method of the program",
    group: "Go",
    keys: ["Shift+KeyQ"],
    run: () => nextMethod(1),
  },
  {
    id: "all-methods",
    title: "Look at all methods of the program",
    group: "Go",
    keys: [],
    run: () => chooseMethod(null),
  },
];
