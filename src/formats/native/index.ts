/** memplan's own documents: graph, lifetimes, arms, methods, dataflow and plan. */

import type { MemplanDocument } from "../../core/document.ts";
import { graphDocumentOf } from "../../core/lowered.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { Watch } from "../../core/watch.ts";
import type { Format, Source } from "../format.ts";
import { lifetimesOf } from "../lifetimes-of.ts";
import { readText, stemOf } from "../source.ts";
import { peekHead } from "./head.ts";
import { readNative } from "./read.ts";
import type { NativeKind } from "./schema.ts";
import { writeNative } from "./write.ts";

/** Any native document, whatever its kind says: the readers of the three formats, and of JSON that is none of them. */
export async function readNativeSource(source: Source, watch: Watch): Promise<Result<MemplanDocument>> {
  const text = await readText(source, watch);
  if (!text.ok) return text;
  watch({ phase: "checking", done: 0, total: 0 });
  return readNative(text.value, stemOf(source.name));
}

function native(kind: NativeKind, rest: Pick<Format, "title" | "says" | "write" | "extensions">): Format {
  return {
    id: kind,
    mime: "application/json",
    match: (peek) => {
      const head = peekHead(peek.text);
      return head.format === "memplan" && head.kind === kind;
    },
    read: readNativeSource,
    ...rest,
  };
}

export const graph = native("graph", {
  title: "memplan graph",
  says: "A graph of operations over tensors, with shapes, arenas and the rights to share memory.",
  extensions: [".graph.json", ".json"],
  write: ({ document }) => {
    const own = graphDocumentOf(document);
    if (own !== undefined) return ok(writeNative(own));
    return fail("no-graph", `A document of kind ${document.kind} does not hold the graph it came from.`, {
      help: "Open the model itself to write its graph.",
    });
  },
});

export const lifetimes = native("lifetimes", {
  title: "memplan lifetimes",
  says: "Only buffers with lifetimes and sizes, as from a trace or a solver's benchmark.",
  extensions: [".lifetimes.json", ".json"],
  write: (subject) => {
    const list = lifetimesOf(subject);
    return list.ok ? ok(writeNative(list.value.document)) : list;
  },
});

/** Writes the document itself, when it is of this kind. */
function itself(kind: NativeKind): NonNullable<Format["write"]> {
  return ({ document }) => {
    if (document.kind === kind) return ok(writeNative(document));
    return fail(`no-${kind}`, `A document of kind ${document.kind} is none of kind ${kind}.`, {
      help: "Open the one that it was made from.",
    });
  };
}

export const arms = native("arms", {
  title: "memplan arms",
  says: "Regions of a megakernel over named buffers, and which of them may run at the same time.",
  extensions: [".arms.json", ".json"],
  write: itself("arms"),
});

export const methods = native("methods", {
  title: "memplan methods",
  says: "A program of several graphs that run one at a time and may share state.",
  extensions: [".methods.json", ".json"],
  write: itself("methods"),
});

export const dataflow = native("dataflow", {
  title: "memplan dataflow",
  says: "Nodes that fire at fixed rates, joined by FIFOs: synchronous and cyclo-static dataflow.",
  extensions: [".dataflow.json", ".json"],
  write: itself("dataflow"),
});

export const plan = native("plan", {
  title: "memplan plan",
  says: "A plan: the place of every tensor, the buffers, the arenas and the numbers.",
  extensions: [".plan.json", ".json"],
  write: ({ document, plan: made }) => {
    if (document.kind === "plan") return ok(writeNative(document));
    if (made !== null) return ok(writeNative(made));
    return fail("no-plan", "There is no plan yet.", { help: "Plan it first, then write it." });
  },
});
