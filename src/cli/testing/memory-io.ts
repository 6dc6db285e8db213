/** A world of files in memory for tests of the commands. */

import { fail, ok } from "../../core/result.ts";
import { sourceFromBytes } from "../../formats/source.ts";
import type { Io } from "../io.ts";
import { run } from "../run.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What was there and what was written. */
  readonly files: ReadonlyMap<string, string>;
}

function textOf(data: string | Uint8Array): string {
  return typeof data === "string" ? data : new TextDecoder().decode(data);
}

/** Runs `memplan` with these arguments, split at blanks, over these files; its clock stands still unless told otherwise. */
export async function memplan(
  line: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
  world: Partial<Pick<Io, "now" | "interactive">> = {},
): Promise<Ran> {
  const there = new Map<string, string>(Object.entries(files).map(([name, data]) => [name, textOf(data)]));
  let [out, err, cpu] = ["", "", 0];
  const io: Io = {
    out: (data) => {
      out += textOf(data);
    },
    err: (text) => {
      err += text;
    },
    open: async (path) => {
      const data = files[path];
      if (data === undefined) return fail("file", "There is no such file.", { where: path });
      const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
      return ok({ source: sourceFromBytes(path, bytes), close: async () => {} });
    },
    write: async (path, data) => {
      there.set(path, textOf(data));
      return ok(undefined);
    },
    cpu: () => cpu++,
    now: () => 0,
    interactive: false,
    ...world,
  };
  const code = await run(
    line.split(" ").filter((word) => word !== ""),
    io,
  );
  return { code, out, err, files: there };
}
