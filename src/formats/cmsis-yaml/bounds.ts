/** Whether a text is too large or too deep for the YAML parser, which would run out of memory or time with it. */

import { fail, ok, type Result } from "../../core/result.ts";

/** A graph of 10,000 nodes has about 3 MB. */
const MOST_CHARACTERS = 8 * 1024 * 1024;
/** Brackets that are open at once, and indicators in one line. A graph has 6 levels. */
const MOST_OPEN = 64;
const MOST_INDENT = 400;

/** Counts brackets in texts and comments too: nobody writes that many without closing them. */
export function findYamlExcess(text: string): Result<void> {
  if (text.length > MOST_CHARACTERS) {
    return fail(
      "too-large",
      `This YAML has ${text.length.toLocaleString("en-US")} characters; 8,388,608 are read.`,
      {
        help: "Leave out what planning does not need.",
      },
    );
  }
  let open = 0;
  const lines = text.split(/\r\n|\r|\n/);
  for (const [number, line] of lines.entries()) {
    for (const [bracket] of line.matchAll(/[[\]{}]/g)) {
      open = bracket === "[" || bracket === "{" ? open + 1 : Math.max(0, open - 1);
      if (open > MOST_OPEN) return tooDeep(number);
    }
    const indent = line.search(/[^ \t]/);
    const indicators = line.match(/(?:^|\s)[-?:](?=\s|$)/g)?.length ?? 0;
    if (Math.max(indent, line.trim() === "" ? line.length : 0) > MOST_INDENT || indicators > MOST_OPEN)
      return tooDeep(number);
  }
  return ok(undefined);
}

function tooDeep(line: number): Result<never> {
  return fail("too-deep", "This YAML is nested deeper than any graph.", {
    where: `line ${(line + 1).toLocaleString("en-US")}`,
    help: "Open a graph or a configuration that CMSIS-Stream wrote.",
  });
}
