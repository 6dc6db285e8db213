/** Two plans side by side. */

import {
  compareAgain,
  comparingStore,
  endComparing,
  holdPresent,
  nextLayout,
  swapSides,
} from "../comparing.ts";
import { comparingServices } from "../comparing-services.ts";
import { toggleLower } from "../doings.ts";
import { later } from "../later.ts";
import { notify } from "../shell.ts";
import type { Command } from "./command.ts";

const NOTHING = "Nothing is compared: hold a plan or open one to compare with first.";

/** Does it with a comparison, and says so where there is none. */
function comparing(run: () => void): () => void {
  return () => {
    if (comparingStore.getState().held === null) notify(NOTHING);
    else run();
  };
}

export const COMPARE: readonly Command[] = [
  {
    id: "compare",
    title: "Compare two plans",
    group: "Panes",
    keys: ["KeyX"],
    run: () => toggleLower("compare"),
  },
  {
    id: "hold-plan",
    title: "Hold this plan to compare",
    group: "View",
    keys: [],
    run: () => {
      if (!holdPresent()) notify("There is no plan to hold yet.");
    },
  },
  {
    id: "compare-file",
    title: "Open a file to compare with",
    group: "File",
    keys: [],
    run: () => comparingServices().chooseFile(),
  },
  {
    id: "swap-plans",
    title: "Swap the plans compared",
    group: "View",
    keys: ["Shift+KeyX"],
    run: comparing(swapSides),
  },
  {
    id: "compare-layout",
    title: "Comparison: split or overlay",
    group: "View",
    keys: [],
    run: comparing(nextLayout),
  },
  {
    id: "save-comparison",
    title: "Export the difference as JSON",
    group: "File",
    keys: [],
    run: comparing(() => later(comparingServices().save())),
  },
  {
    id: "end-comparison",
    title: "End the comparison",
    group: "View",
    keys: [],
    run: comparing(() => {
      endComparing();
    }),
  },
  {
    id: "compare-again",
    title: "Compare again with the plan held last",
    group: "View",
    keys: [],
    run: () => {
      if (!compareAgain()) notify("No comparison was ended.");
    },
  },
];
