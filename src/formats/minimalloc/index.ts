/** MiniMalloc's CSV: the exchange format of people who compare allocators. */

import type { Format } from "../format.ts";
import { readText } from "../source.ts";
import { looksLikeHeader } from "./header.ts";
import { readMinimalloc } from "./read.ts";
import { writeMinimalloc } from "./write.ts";

export const minimalloc: Format = {
  id: "minimalloc",
  title: "MiniMalloc CSV",
  says: "Buffers with lifetimes and sizes, and their offsets when planned, one a line.",
  extensions: [".csv"],
  mime: "text/csv",
  match: (peek) => looksLikeHeader(peek.text.split(/\r?\n/, 1)[0] ?? ""),
  read: async (source, watch) => {
    const text = await readText(source, watch);
    return text.ok ? readMinimalloc(text.value, source.name, watch) : text;
  },
  write: writeMinimalloc,
};
