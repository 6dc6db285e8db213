/** What each kind of statement does with the buffers that it names. */

import type { Statement } from "./document.ts";
import type { Mark } from "./report.types.ts";

/** One that holds no list of others. */
export type PlainStatement = Exclude<Statement, { readonly op: "if" | "loop" }>;

export interface Use {
  readonly buffer: string;
  /** Place in the statement, e.g. `from[0]`. */
  readonly field: string;
  readonly mark: Mark;
  /** Known to look at what is there. */
  readonly reads: boolean;
  /** `some`: it may write, perhaps not all of it, perhaps not yet. */
  readonly writes: "none" | "some" | "all";
}

/** In the order in which they happen; not of what is inside. */
export function usesOf(statement: Statement): Use[] {
  const reads = (buffer: string, field: string, mark: Mark = "read"): Use => {
    return { buffer, field, mark, reads: true, writes: "none" };
  };
  switch (statement.op) {
    case "load":
      return [reads(statement.buffer, "buffer")];
    case "len":
      return [reads(statement.buffer, "buffer", "length")];
    case "ref":
      return [reads(statement.buffer, "buffer", "callee")];
    case "indirect":
      return [reads(statement.buffer, "buffer", "indirect")];
    case "store": {
      const writes = statement.partial === true ? "some" : "all";
      const sources = (statement.from ?? []).map((id, i) => reads(id, `from[${i}]`));
      return [...sources, { buffer: statement.buffer, field: "buffer", mark: "write", reads: false, writes }];
    }
    case "atomic": {
      const sources = (statement.from ?? []).map((id, i) => reads(id, `from[${i}]`));
      // one cell of it
      const updates: Use = {
        buffer: statement.buffer,
        field: "buffer",
        mark: "atomic",
        reads: true,
        writes: "some",
      };
      return [...sources, updates];
    }
    case "async_load":
    case "async_store":
      return [
        reads(statement.src, "src", "async-from"),
        { buffer: statement.dst, field: "dst", mark: "async-to", reads: false, writes: "some" },
      ];
    case "async_wait":
    case "if":
    case "loop":
      return [];
    case "all_reduce":
    case "broadcast":
      return [{ ...reads(statement.buffer, "buffer", "collective"), writes: "all" }];
    case "all_gather":
    case "reduce_scatter":
      return [
        reads(statement.input, "input", "collective"),
        { buffer: statement.output, field: "output", mark: "collective", reads: false, writes: "all" },
      ];
    case "opaque":
      return statement.buffers.map((buffer, i) => {
        return { buffer, field: `buffers[${i}]`, mark: "opaque", reads: false, writes: "some" };
      });
  }
}
