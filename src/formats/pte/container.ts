/** Where in a .pte or .bpte file the program is, and what its extended header says. Nothing here is trusted. */

import { fail, ok, type Result } from "../../core/result.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { Reader } from "../flatbuffer/reader.ts";
import { openRoot } from "../flatbuffer/table.ts";
import type { Source } from "../format.ts";
import type { ExtendedHeader } from "./program.types.ts";

/** No offset inside a FlatBuffer reaches further. */
const REACH = 2 ** 31 - 1;
/** What the runtime asks for before it looks at anything. */
const LEAST = 64;
const AGAIN = "Download it again, or export it again.";

export interface Container {
  readonly identifier: string;
  readonly header: ExtendedHeader | null;
  /** The FlatBuffer of the program. */
  readonly bytes: Uint8Array;
  /** Bytes of the whole program file, segments included. */
  readonly size: number;
}

/** "ET12" of a program, "BP08" of a bundle of a program with its tests. */
export function kindOf(bytes: Uint8Array): "program" | "bundle" | null {
  const identifier = ascii(bytes, 4, 8);
  if (/^ET\d\d$/.test(identifier)) return "program";
  return /^BP\d\d$/.test(identifier) ? "bundle" : null;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** Problems: "truncated", "corrupt", "wrong-identifier", "bad-header", "too-large". */
export async function openContainer(source: Source): Promise<Result<Container>> {
  const head = await source.read(0, Math.min(source.size, LEAST));
  if (kindOf(head) !== "bundle") return openProgram(source, head);
  const inner = await findInBundle(source);
  return inner.ok ? openProgram(inner.value, await inner.value.read(0, LEAST)) : inner;
}

async function openProgram(source: Source, head: Uint8Array): Promise<Result<Container>> {
  if (kindOf(head) !== "program") {
    return fail(
      "wrong-identifier",
      "An ExecuTorch program has the letters ET and two digits at byte 4; here they are missing.",
      {
        where: "byte 4",
        help: AGAIN,
      },
    );
  }
  if (head.length < LEAST) {
    return fail(
      "truncated",
      `This ExecuTorch program is cut off: it has ${formatCount(head.length)} bytes, and no program has fewer than ${LEAST}.`,
      {
        help: AGAIN,
      },
    );
  }
  const header = readHeader(head, source.size);
  if (!header.ok) return header;
  const length = Math.min(header.value?.programSize ?? source.size, REACH);
  const bytes = await load(source, length);
  if (!bytes.ok) return bytes;
  return ok({ identifier: ascii(head, 4, 8), header: header.value, bytes: bytes.value, size: source.size });
}

/** Problems: "bad-header", "truncated". Null without one. `head` has 64 bytes. */
function readHeader(head: Uint8Array, size: number): Result<ExtendedHeader | null> {
  if (ascii(head, 8, 12) !== "eh00") return ok(null);
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const number64 = (at: number) => Number(view.getBigUint64(at, true));
  const length = view.getUint32(12, true);
  const header: ExtendedHeader = {
    length,
    programSize: number64(16),
    segmentBaseOffset: number64(24),
    segmentDataSize: length >= 32 ? number64(32) : null,
  };
  const bad = (at: number, why: string) =>
    fail("bad-header", `The extended header of this ExecuTorch program is wrong: ${why}.`, {
      where: `byte ${at}`,
      help: AGAIN,
    });
  const { programSize, segmentBaseOffset } = header;
  if (length < 24) return bad(12, `it says that it has ${length} bytes, and the least is 24`);
  if (programSize < 8 + length) {
    return bad(
      16,
      `it says that the program has ${formatCount(programSize)} bytes, which is less than its own head`,
    );
  }
  if (programSize > size) {
    const says = `its program takes ${formatCount(programSize)} bytes, the file has ${formatCount(size)}`;
    return fail("truncated", `This ExecuTorch program is cut off: ${says}.`, {
      where: "byte 16",
      help: AGAIN,
    });
  }
  if (segmentBaseOffset !== 0 && segmentBaseOffset < programSize) {
    const says = `its first segment begins at byte ${formatCount(segmentBaseOffset)}, inside the program of ${formatCount(programSize)}`;
    return bad(24, says);
  }
  return ok(header);
}

/** The program inside a bundle, as a source of its own. */
async function findInBundle(source: Source): Promise<Result<Source>> {
  const bytes = await load(source, Math.min(source.size, REACH));
  if (!bytes.ok) return bytes;
  const reader = new Reader(bytes.value, "This bundled program", source.size);
  const span = openRoot(reader, "bundle")?.bytes(2, "program") ?? null;
  if (reader.fault !== null) return { ok: false, problem: reader.fault };
  if (span === null || span.bytes < LEAST) {
    return fail("no-program", "This bundle holds no ExecuTorch program.", {
      help: "Bundle it again, or open the .pte file.",
    });
  }
  const inside = bytes.value.subarray(span.start, span.start + span.bytes);
  return ok({ name: source.name, size: inside.length, read: async (from, to) => inside.subarray(from, to) });
}

async function load(source: Source, length: number): Promise<Result<Uint8Array>> {
  try {
    return ok(await source.read(0, length));
  } catch (e) {
    // what engines throw when an array is too long for them or for the memory that is left
    if (!(e instanceof RangeError)) throw e;
    return fail("too-large", `There is no room for ${formatBytes(length)} of the program in memory.`, {
      help: "Close other pages, or use the command line.",
    });
  }
}
