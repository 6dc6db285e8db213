/** What a command is; one file each, and one line in run.ts. */

import type { Result } from "../core/result.ts";
import type { FlagDef, Parsed } from "./flags.ts";
import type { Io } from "./io.ts";

export interface Command {
  readonly id: string;
  /** What follows `memplan`, for people. */
  readonly usage: string;
  readonly says: string;
  readonly flags: readonly FlagDef[];
  /** The exit code: 0 done, 1 does not fit or is not right. A problem is printed, and the code is 2. */
  readonly run: (parsed: Parsed, io: Io) => Promise<Result<number>>;
}

export const JSON_FLAG: FlagDef = {
  flag: "json",
  value: "PATH",
  says: "Writes JSON to a file; - is standard output, and then nothing else is printed there.",
};
