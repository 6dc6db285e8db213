/** Where output goes: a file, or standard output. */

import { ok, type Result } from "../core/result.ts";
import type { Io } from "./io.ts";

/** Writes to `path`; `-` is standard output. */
export async function deliver(io: Io, path: string, data: string | Uint8Array): Promise<Result<undefined>> {
  if (path !== "-") return io.write(path, data);
  io.out(data);
  return ok(undefined);
}
