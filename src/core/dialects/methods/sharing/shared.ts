/** The shared state of a program: agreed about, laid out once, the same for every method. */

import { ok, type Result } from "../../../result.ts";
import type { MethodsDocument } from "../document.ts";
import { inMethod, sharedPrefix } from "../names.ts";
import type { LeftOut, SharedArea, SharedPlace } from "../program.types.ts";
import { alignmentOfArea, arenaOfArea, capacityOfArea } from "./area.ts";
import { candidatesOf } from "./candidates.ts";
import { layOut } from "./layout.ts";
import { reconcile } from "./reconcile.ts";

export interface SharedState {
  /** By place in the area. */
  readonly entries: readonly SharedEntryPlace[];
  readonly leftOut: readonly LeftOut[];
  /** Null: nothing is shared. */
  readonly area: (SharedArea & { readonly capacity: number | null }) | null;
  /** The place that a tensor of a method (by positions) is a member of. */
  readonly placeOf: (method: number, tensor: string) => SharedEntryPlace | undefined;
}

export interface SharedEntryPlace extends SharedPlace {
  /** Alignment in bytes that the document asks for by itself, or undefined. */
  readonly own: number | undefined;
}

/** `alignment`: what overrides that of every arena, or null. Fails as candidatesOf and layOut do. */
export function sharedStateOf(document: MethodsDocument, alignment: number | null): Result<SharedState> {
  const candidates = candidatesOf(document);
  if (!candidates.ok) return candidates;
  // what is left out keeps its memory, so that memory cannot be the shared one
  const first = reconcile(document, candidates.value, arenaOfArea(document, candidates.value));
  const kept = new Set(first.agreed.map((entry) => entry.name));
  const arena = arenaOfArea(
    document,
    candidates.value.filter(({ name }) => kept.has(name)),
  );
  const { agreed, leftOut } = reconcile(document, candidates.value, arena);
  const rounding = alignment ?? alignmentOfArea(document, arena);
  const laid = layOut(agreed, rounding, document.sharing ?? {});
  if (!laid.ok) return laid;
  const prefix = sharedPrefix(document);
  const entries = laid.value.places.map(({ agreed: entry, ...place }, object): SharedEntryPlace => {
    const { name, bytes, dtype, shape, device, members, initial, returnedBy, alignments } = entry;
    const own = alignments.length === 0 ? undefined : Math.max(...alignments);
    const id = inMethod(prefix, name);
    return { name, object, bytes, dtype, shape, device, members, initial, returnedBy, own, id, ...place };
  });
  const placeOf = new Map(
    entries.flatMap((entry) =>
      entry.members.flatMap((member, m) =>
        member.use === "absent" ? [] : [[`${m} ${member.tensor}`, entry] as const],
      ),
    ),
  );
  const area =
    entries.length === 0
      ? null
      : {
          arena,
          id: inMethod(prefix, arena),
          bytes: laid.value.bytes,
          alignment: rounding,
          capacity: capacityOfArea(document, arena),
        };
  return ok({
    entries,
    leftOut: [...leftOut, ...forgotten(document, new Set(agreed.map((entry) => entry.name)))],
    area,
    placeOf: (method, tensor) => placeOf.get(`${method} ${tensor}`),
  });
}

/** What an earlier export placed and this program no longer has: how long it was is not known, so others may lie there. */
function forgotten(document: MethodsDocument, names: ReadonlySet<string>): readonly LeftOut[] {
  const { sharing } = document;
  if (sharing === undefined || sharing.policy === "none") return [];
  const gone = Object.keys(sharing.locked ?? {}).filter((name) => !names.has(name));
  return gone.map((name) => ({
    name,
    methods: [],
    code: "locked-gone",
    severity: "warning",
    message: `${JSON.stringify(name)} has a locked place, but is not shared any more: others may lie where it was.`,
  }));
}
