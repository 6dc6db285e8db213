/**
 * One layout for the shared state of all methods: what an earlier export placed stays where it was, the rest follows
 * behind. State never shares bytes with state.
 */

import { alignUp, leastCommon } from "../../../align.ts";
import { isCount } from "../../../bytes.ts";
import { fail, ok, type Result } from "../../../result.ts";
import type { SharingSpec } from "../document.ts";
import { naturalAlignment } from "../dtypes.ts";
import type { Agreed } from "./reconcile.ts";

export interface Laid {
  readonly agreed: Agreed;
  /** Bytes from the start of the area. */
  readonly offset: number;
  /** Bytes that the offset is a multiple of. */
  readonly alignment: number;
  readonly locked: boolean;
}

export interface Layout {
  /** By offset. */
  readonly places: readonly Laid[];
  /** Of the area. */
  readonly bytes: number;
}

/**
 * `alignment`: of the arena, in bytes. Fails where locked offsets cannot hold, and where sizes add up to more than can be
 * counted.
 */
export function layOut(
  agreed: readonly Agreed[],
  alignment: number,
  { layout = "appearance", locked = {} }: Pick<SharingSpec, "layout" | "locked">,
): Result<Layout> {
  const lockedAt = (name: string) => (Object.hasOwn(locked, name) ? locked[name] : undefined);
  const kept = agreed.flatMap((entry) => {
    const offset = lockedAt(entry.name);
    // an earlier export need not have cared for what the dtype asks
    return offset === undefined
      ? []
      : [{ agreed: entry, offset, alignment: alignmentOf(entry, alignment, 1), locked: true }];
  });
  const fault = faultOfLocked(kept, alignment);
  if (fault !== undefined) return fault;
  const places: Laid[] = [...kept];
  let end = kept.reduce((most, place) => Math.max(most, endOf(place, alignment)), 0);
  const rest = agreed
    .filter((entry) => lockedAt(entry.name) === undefined)
    .map((entry) => ({ entry, asked: alignmentOf(entry, alignment, naturalAlignment(entry.dtype)) }));
  if (layout === "size") rest.sort((a, b) => b.asked - a.asked || b.entry.bytes - a.entry.bytes);
  for (const { entry, asked } of rest) {
    const place = { agreed: entry, offset: alignUp(end, asked), alignment: asked, locked: false };
    places.push(place);
    end = endOf(place, alignment);
  }
  if (!isCount(alignUp(end, alignment))) {
    return fail("too-large", "The shared state adds up to more than 2^53 − 1 bytes, beyond exact counting.", {
      where: "sharing",
      help: "Check the sizes and alignments of what is shared.",
    });
  }
  return ok({ places: places.sort((a, b) => a.offset - b.offset), bytes: alignUp(end, alignment) });
}

/** The least that suits the arena, the entry and its elements. */
function alignmentOf(entry: Agreed, arena: number, natural: number): number {
  return [natural, ...entry.alignments].reduce(leastCommon, arena);
}

function endOf({ offset, agreed }: Laid, alignment: number): number {
  return offset + alignUp(agreed.bytes, alignment);
}

function faultOfLocked(kept: readonly Laid[], alignment: number) {
  const help = "Take the alignment and the sizes of that export again, or unlock the layout.";
  const crooked = kept.find((place) => place.offset % place.alignment !== 0);
  if (crooked !== undefined) {
    const message = `${JSON.stringify(crooked.agreed.name)} is locked at ${crooked.offset}, which is not a multiple of ${crooked.alignment}.`;
    return fail("locked-misaligned", message, { where: "sharing.locked", help });
  }
  const filled = kept.filter((place) => place.agreed.bytes > 0).sort((a, b) => a.offset - b.offset);
  for (const [i, place] of filled.entries()) {
    const below = filled[i - 1];
    if (below === undefined || endOf(below, alignment) <= place.offset) continue;
    const message = `${JSON.stringify(below.agreed.name)} is locked at ${below.offset} and takes ${alignUp(below.agreed.bytes, alignment)} B, so it reaches into ${JSON.stringify(place.agreed.name)}, locked at ${place.offset}.`;
    return fail("locked-overlap", message, { where: "sharing.locked", help });
  }
  return undefined;
}
