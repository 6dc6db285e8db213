/** The C++ that CMSIS-Stream generates for a scheduler: the graph, and the plan that a project ships. Read only. */

import { fail } from "../../core/result.ts";
import type { Format } from "../format.ts";
import { readText, stemOf } from "../source.ts";
import { buildDocument } from "./build.ts";
import { scanScheduler } from "./scan.ts";
import { wordsOf } from "./tokens.ts";

/** Macros at its beginning, which say what it is before a long schedule pushes the FIFOs away. */
const HEAD =
  /\bCG_BEFORE_(?:FIFO_BUFFERS|FIFO_INIT|SCHEDULER_FUNCTION)\b|^[ \t]*#[ \t]*define[ \t]+FIFOSIZE0\b/m;

export const cmsisCpp: Format = {
  id: "cmsis-cpp",
  title: "CMSIS-Stream scheduler, C++",
  says: "The scheduler that CMSIS-Stream generates: nodes, rates, FIFOs, their buffers and the order of firings.",
  extensions: [".cpp", ".cc", ".cxx", ".h", ".hpp"],
  mime: "text/x-c++src",
  match: ({ text }) => HEAD.test(text),
  read: async (source, watch) => {
    const text = await readText(source, watch);
    if (!text.ok) return text;
    watch({ phase: "reading the scheduler", done: 0, total: 0 });
    const scanned = scanScheduler(wordsOf(text.value));
    if (!scanned.ok) return scanned;
    if (scanned.value.fifos.length === 0 && scanned.value.nodes.length === 0) {
      return fail("no-fifos", "This is C++ with macros of CMSIS-Stream, but it makes no FIFO and no node.", {
        help: "Open the .cpp of the scheduler: headers only announce it.",
      });
    }
    return buildDocument(stemOf(source.name), scanned.value);
  },
};
