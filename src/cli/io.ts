/** What the commands need of the world; tests give another one. */

import { open as openHandle, readFile, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import process from "node:process";
import { fail, ok, type Result } from "../core/result.ts";
import type { Source } from "../formats/format.ts";
import { sourceFromBytes } from "../formats/source.ts";

export interface OpenFile {
  readonly source: Source;
  readonly close: () => Promise<void>;
}

export interface Io {
  readonly out: (data: string | Uint8Array) => void;
  readonly err: (text: string) => void;
  readonly open: (path: string) => Promise<Result<OpenFile>>;
  readonly write: (path: string, data: string | Uint8Array) => Promise<Result<undefined>>;
  /** Milliseconds of processor time spent so far. */
  readonly cpu: () => number;
  /** Milliseconds of real time since some moment. */
  readonly now: () => number;
  /** Whether a person reads standard error as it comes. */
  readonly interactive: boolean;
}

const SAYS: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file",
  EACCES: "This may not be opened",
  EISDIR: "This is a folder, not a file",
  ENOTDIR: "A part of this path is a file, not a folder",
  EROFS: "This file system cannot be written to",
  ENOSPC: "The disk is full",
};

/** What the system said, as a problem; anything else is our own bug. */
function systemProblem(cause: unknown, path: string, help: string): Result<never> {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  if (code === undefined) throw cause;
  return fail("file", `${SAYS[code] ?? `The system refuses it (${code})`}.`, { where: path, help });
}

/** The world of a shell: paths are relative to `cwd`. */
export function nodeIo(cwd: string): Io {
  return {
    out: (data) => process.stdout.write(data),
    err: (text) => process.stderr.write(text),
    open: (path) => openFile(resolve(cwd, path), path),
    write: async (path, data) => {
      try {
        await writeFile(resolve(cwd, path), data);
        return ok(undefined);
      } catch (cause) {
        return systemProblem(cause, path, "Choose another place to write to.");
      }
    },
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    now: () => performance.now(),
    interactive: process.stderr.isTTY === true,
  };
}

/** A file is read in the windows that its reader asks for, so that it may be larger than memory; a pipe is read whole. */
async function openFile(path: string, said: string): Promise<Result<OpenFile>> {
  const name = basename(path);
  try {
    const handle = await openHandle(path, "r");
    const stat = await handle.stat();
    if (stat.isDirectory()) {
      await handle.close();
      return fail("file", "This is a folder, not a file.", { where: said, help: "Name a file in it." });
    }
    if (!stat.isFile()) {
      const bytes = await readFile(handle);
      await handle.close();
      return ok({ source: sourceFromBytes(name, bytes), close: async () => {} });
    }
    const read = async (start: number, end: number): Promise<Uint8Array> => {
      const wanted = Math.max(0, Math.min(end, stat.size) - start);
      const bytes = new Uint8Array(wanted);
      let got = 0;
      while (got < wanted) {
        const { bytesRead } = await handle.read(bytes, got, wanted - got, start + got);
        if (bytesRead === 0) break;
        got += bytesRead;
      }
      return bytes.subarray(0, got);
    };
    return ok({ source: { name, size: stat.size, read }, close: () => handle.close() });
  } catch (cause) {
    return systemProblem(cause, said, "Check the path, and that it can be read.");
  }
}
