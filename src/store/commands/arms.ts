/** Programs of arms: begun, and edited from anywhere. The work itself comes after the start. */

import { later } from "../later.ts";
import { services } from "../services.ts";
import { sessionStore } from "../session.ts";
import type { Command } from "./command.ts";

function withArms(run: (doings: typeof import("../arms-doings.ts")) => void): () => void {
  return () => {
    sessionStore.setState({ lowerPane: "arms" });
    later(import("../arms-doings.ts").then(run));
  };
}

export const ARMS: readonly Command[] = [
  {
    id: "new-arms",
    title: "New program of arms",
    group: "File",
    keys: [],
    run: () => services().newArms(),
  },
  {
    id: "add-arm",
    title: "Add an arm after the one that is shown",
    group: "Edit",
    keys: [],
    run: withArms((doings) => doings.addArmHere("after")),
  },
  {
    id: "add-arm-beside",
    title: "Add an arm beside the one that is shown",
    group: "Edit",
    keys: [],
    run: withArms((doings) => doings.addArmHere("beside")),
  },
  {
    id: "add-arms-buffer",
    title: "Add a buffer to the arms",
    group: "Edit",
    keys: [],
    run: withArms((doings) => doings.addBufferHere()),
  },
  {
    id: "list-arms",
    title: "Run all arms one after the other",
    group: "Edit",
    keys: [],
    run: withArms((doings) => doings.listAllArms()),
  },
  {
    id: "donate-inputs",
    title: "Let inputs give their bytes to others, or not",
    group: "Edit",
    keys: [],
    run: withArms((doings) => doings.toggleDonating()),
  },
];
