/** Dataflow graphs: begun, and edited from anywhere. The work itself comes after the start. */

import { later } from "../later.ts";
import { services } from "../services.ts";
import type { Command } from "./command.ts";

function withStream(run: (doings: typeof import("../dataflow-doings.ts")) => void): () => void {
  return () => later(import("../dataflow-doings.ts").then(run));
}

export const DATAFLOW: readonly Command[] = [
  {
    id: "new-dataflow",
    title: "New dataflow graph",
    group: "File",
    keys: [],
    run: () => services().newDataflow(),
  },
  {
    id: "add-samples",
    title: "Add the samples that loops of the dataflow graph lack",
    group: "Edit",
    keys: [],
    run: withStream((doings) => doings.addSamplesHere()),
  },
  {
    id: "place-stream",
    title: "Place the nodes of the dataflow graph automatically",
    group: "Edit",
    keys: [],
    run: withStream((doings) => doings.placeAutomatically()),
  },
];
