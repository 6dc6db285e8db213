/** What the readers of the parts of a graph share. */

import type { StreamNode, StreamType } from "../../core/dialects/dataflow/document.ts";
import type { Notes } from "./notes.ts";
import type { YamlTree, YamlValue } from "./tree.ts";

export interface Reading {
  readonly tree: YamlTree;
  readonly notes: Notes;
  /** Declared ones, then the numbers that ports name. */
  readonly types: Map<string, StreamType>;
}

/** A node of the file: one of ours, a constant, or one that takes part by events alone. */
export type ReadNode =
  | {
      readonly kind: "node";
      readonly node: StreamNode;
      readonly at: YamlValue;
      readonly inputs: ReadonlySet<string>;
      readonly outputs: ReadonlySet<string>;
    }
  | { readonly kind: "constant" }
  | { readonly kind: "events" };
