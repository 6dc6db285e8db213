/** Buffers made, renamed, removed and described, and what the whole program says of them. */

import { FreeNames } from "../../../edit/names.ts";
import { fail, ok } from "../../../result.ts";
import { formatBytes } from "../../../units.ts";
import type { Access, ArmsBuffer, ArmsDocument } from "../document.ts";
import { strayFault } from "./arms.ts";
import { mapStatements, mentions, renamedIn, withoutBuffer, withoutIdleWaits } from "./mentions.ts";
import { nameFault } from "./name-fault.ts";
import { isRegion } from "./path.ts";
import type { ArmsEditResult } from "./types.ts";

function unknownBuffer(id: string): ArmsEditResult {
  return fail("unknown-buffer", `There is no buffer ${id}.`);
}

/** a, b … z, then buffer1, buffer2 … */
function freeName(document: ArmsDocument): string {
  const taken = new Set(document.buffers.map(({ id }) => id));
  for (let code = 97; code <= 122; code++) {
    const letter = String.fromCharCode(code);
    if (!taken.has(letter)) return letter;
  }
  return new FreeNames((id) => taken.has(id)).numbered("buffer");
}

/** Adds a buffer of 1 KiB below another, or below all of them. */
export function addBuffer(document: ArmsDocument, below?: string): ArmsEditResult {
  const id = freeName(document);
  const at = document.buffers.findIndex((buffer) => buffer.id === below);
  const made: ArmsBuffer = { id, bytes: 1024, access: "read_write" };
  const buffers =
    at < 0
      ? [...document.buffers, made]
      : [...document.buffers.slice(0, at + 1), made, ...document.buffers.slice(at + 1)];
  return ok({ document: { ...document, buffers }, says: `Added the buffer ${id}` });
}

export function renameBuffer(document: ArmsDocument, id: string, name: string): ArmsEditResult {
  const wanted = name.trim();
  if (!document.buffers.some((buffer) => buffer.id === id)) return unknownBuffer(id);
  if (wanted === id) return ok({ document, says: "" });
  const fault = nameFault("A buffer", wanted);
  if (fault !== undefined) return fault;
  if (document.buffers.some((buffer) => buffer.id === wanted))
    return fail("name-taken", `Another buffer is called ${wanted}.`, { help: "Choose another name." });
  return ok({
    document: {
      ...document,
      buffers: document.buffers.map((buffer) => (buffer.id === id ? { ...buffer, id: wanted } : buffer)),
      body: mapStatements(document.body, (s) => renamedIn(s, id, wanted)),
    },
    says: `Renamed the buffer ${id} to ${wanted}`,
  });
}

/** Removes a buffer and what the arms do with it. */
export function removeBuffer(document: ArmsDocument, id: string): ArmsEditResult {
  if (!document.buffers.some((buffer) => buffer.id === id)) return unknownBuffer(id);
  const outside = document.body.filter((item) => !isRegion(item));
  const stray = mentions(outside, id) ? strayFault(document) : undefined;
  if (stray !== undefined) return stray;
  const body = withoutIdleWaits(
    mapStatements(document.body, (s) => withoutBuffer(s, id)),
    document.body,
  );
  const used = mentions(document.body, id);
  return ok({
    document: { ...document, buffers: document.buffers.filter((buffer) => buffer.id !== id), body },
    says: used ? `Removed the buffer ${id} and what arms did with it` : `Removed the buffer ${id}`,
  });
}

export interface BufferChange {
  readonly bytes?: number;
  readonly access?: Access;
  readonly liveOut?: boolean;
  /** Null: none of its own. */
  readonly alignment?: number | null;
}

const ACCESS_SAYS: Readonly<Record<Access, string>> = {
  read_only: "only read",
  read_write: "read and written",
  output: "an output",
};

function saysChange(id: string, change: BufferChange): string {
  if (change.bytes !== undefined) return `Set ${id} to ${formatBytes(change.bytes)}`;
  if (change.access !== undefined) return `Declared ${id} ${ACCESS_SAYS[change.access]}`;
  if (change.alignment !== undefined)
    return change.alignment === null
      ? `Took the alignment off ${id}`
      : `Aligned ${id} to ${change.alignment}`;
  return change.liveOut === true
    ? `Marked ${id} as needed afterwards`
    : `Marked ${id} as not needed afterwards`;
}

/** Changes what is declared of a buffer; bytes are whole and not negative. */
export function changeBuffer(document: ArmsDocument, id: string, change: BufferChange): ArmsEditResult {
  const buffer = document.buffers.find((b) => b.id === id);
  if (buffer === undefined) return unknownBuffer(id);
  const { bytes, access, liveOut, alignment } = change;
  if (bytes !== undefined && !(Number.isSafeInteger(bytes) && bytes >= 0))
    return fail("bad-bytes", "The size of a buffer is a whole number of bytes.");
  if (alignment != null && !(Number.isSafeInteger(alignment) && alignment >= 1))
    return fail("bad-alignment", "An alignment is a whole number from 1 up.");
  const { liveOut: oldLive, alignment: oldAlignment, ...rest } = buffer;
  const live = liveOut ?? oldLive;
  const aligned = alignment === undefined ? oldAlignment : alignment;
  const made: ArmsBuffer = {
    ...rest,
    ...(bytes === undefined ? {} : { bytes }),
    ...(access === undefined ? {} : { access }),
    ...(live === true ? { liveOut: true } : {}),
    ...(aligned == null ? {} : { alignment: aligned }),
  };
  const same =
    made.bytes === buffer.bytes &&
    made.access === buffer.access &&
    (made.liveOut === true) === (buffer.liveOut === true) &&
    made.alignment === buffer.alignment;
  if (same) return ok({ document, says: "" });
  return ok({
    document: { ...document, buffers: document.buffers.map((b) => (b === buffer ? made : b)) },
    says: saysChange(id, change),
  });
}

/** Whether what is only read from the host may give its bytes to others once nobody reads it any more. */
export function donateInputs(document: ArmsDocument, donate: boolean): ArmsEditResult {
  const { donateInputs: _, ...rest } = document;
  return ok({
    document: donate ? { ...rest, donateInputs: true } : rest,
    says: donate ? "Let inputs give their bytes to others" : "Kept the bytes of inputs for themselves",
  });
}
