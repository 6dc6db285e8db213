/** Whether the methods agree about what they share; who does not is named, with the values that differ. */

import { bytesOf, sizeOfDim } from "../../../bytes.ts";
import type { DType, MethodsDocument, TensorSpec } from "../../../document.ts";
import { arenaOf, defaultArena } from "../names.ts";
import type { LeftOut, Member } from "../program.types.ts";
import { type Candidate, type Holder, isChanged } from "./candidates.ts";

/** State that all its methods agree about, without a place yet. */
export interface Agreed {
  readonly name: string;
  readonly bytes: number;
  readonly dtype: DType | undefined;
  readonly shape: readonly number[] | undefined;
  readonly device: string | undefined;
  readonly members: readonly Member[];
  readonly holders: readonly Holder[];
  /** Alignments that the document gives it, in bytes. */
  readonly alignments: readonly number[];
  readonly initial: boolean;
  /** A method hands it to its caller. */
  readonly returnedBy: readonly string[];
}

export interface Reconciled {
  readonly agreed: readonly Agreed[];
  readonly leftOut: readonly LeftOut[];
}

/** `area`: the arena of the shared state. What does not agree is left out, and said. */
export function reconcile(
  document: MethodsDocument,
  candidates: readonly Candidate[],
  area: string,
): Reconciled {
  const agreed: Agreed[] = [];
  const leftOut: LeftOut[] = [];
  for (const candidate of candidates) {
    const fault = faultOf(document, candidate, area) ?? otherDevice(candidate, agreed[0]);
    if (fault === undefined) agreed.push(agree(document, candidate));
    else leftOut.push(fault);
  }
  return { agreed, leftOut };
}

function agree(document: MethodsDocument, { name, holders, entry }: Candidate): Agreed {
  const spec = holders[0]?.spec ?? { id: name, bytes: 0 };
  const own = [entry?.alignment, ...holders.map((holder) => holder.spec.alignment)];
  return {
    name,
    bytes: sizeOf(spec),
    dtype: spec.dtype,
    shape: spec.shape?.map(sizeOfDim),
    device: entry?.device ?? spec.device,
    members: membersOf(document, holders),
    holders,
    alignments: own.filter((alignment) => alignment !== undefined),
    initial: entry?.initial === true,
    returnedBy: holders
      .filter(({ method, spec: { id } }) => document.methods[method]?.outputs.includes(id))
      .map(({ method }) => document.methods[method]?.id ?? ""),
  };
}

function membersOf(document: MethodsDocument, holders: readonly Holder[]): readonly Member[] {
  const writer = holders.find((holder) => holder.changed);
  const by = JSON.stringify(document.methods[writer?.method ?? -1]?.id ?? "");
  return document.methods.map(({ id: method }, m): Member => {
    const holder = holders.find((h) => h.method === m);
    if (holder === undefined) return { method, tensor: "", use: "absent" };
    const member = { method, tensor: holder.spec.id, use: holder.changed ? "mutated" : "read" } as const;
    if (holder.changed || holder.spec.role !== "constant") return member;
    const reclassified =
      writer === undefined
        ? "no method changes it, but the program has it shared all the same"
        : `method ${by} changes it, so here it is state, not a constant`;
    return { ...member, reclassified };
  });
}

function sizeOf(spec: TensorSpec): number {
  const bytes = bytesOf(spec);
  return bytes.ok ? bytes.value : 0;
}

/** Why it cannot be shared; undefined: it can. */
function faultOf(document: MethodsDocument, candidate: Candidate, area: string): LeftOut | undefined {
  const { name, holders, entry } = candidate;
  const idOf = (holder: Holder) => document.methods[holder.method]?.id ?? "";
  const left = (
    code: string,
    who: readonly Holder[],
    why: string,
    severity: LeftOut["severity"] = "error",
  ) => {
    const methods = who.map(idOf);
    return { name, methods, code, severity, message: `${JSON.stringify(name)} is not shared: ${why}.` };
  };
  const twice = holders.find((holder, i) => holders[i - 1]?.method === holder.method);
  if (twice !== undefined) {
    const same = holders.filter((holder) => holder.method === twice.method);
    const ids = same.map((holder) => holder.spec.id).join(", ");
    return left("twice", [twice], `method ${idOf(twice)} has several tensors of that name (${ids})`);
  }
  for (const holder of holders) {
    const why = unfit(document, holder, area);
    if (why !== undefined) return left(why.code, [holder], `in method ${idOf(holder)} ${why.says}`);
  }
  const [first, ...others] = holders;
  if (first === undefined) return left("nobody", [], "no method has it", "warning");
  for (const other of others) {
    for (const { code, of } of COMPARED) {
      const [a, b] = [of(first.spec), of(other.spec)];
      if (a === b) continue;
      const why = `its ${code} is ${a} in method ${idOf(first)}, but ${b} in method ${idOf(other)}`;
      return left(code, [first, other], why);
    }
  }
  const device = first.spec.device ?? HOST;
  if (entry?.device !== undefined && entry.device !== device) {
    const why = `it is on device ${device} in method ${idOf(first)}, but the program says ${entry.device}`;
    return left("device", holders, why);
  }
  if (!isChanged(candidate) && entry?.forced !== true) {
    return left("constant", holders, "no method changes it, so it is a constant", "warning");
  }
  return undefined;
}

const HOST = "the processor's own";

/** What must be one and the same, in words. */
const COMPARED: readonly { readonly code: string; readonly of: (spec: TensorSpec) => string }[] = [
  { code: "size", of: (spec) => `${sizeOf(spec)} B` },
  { code: "dtype", of: (spec) => spec.dtype ?? "unknown" },
  { code: "shape", of: (spec) => (spec.shape === undefined ? "unknown" : `[${spec.shape.map(sizeOfDim)}]`) },
  { code: "device", of: (spec) => spec.device ?? HOST },
];

/** Why this tensor can be no shared state, whatever the others are. */
function unfit(document: MethodsDocument, { method, spec }: Holder, area: string) {
  const m = document.methods[method];
  if (m === undefined) return undefined;
  if (spec.role === "input")
    return { code: "input", says: "it is an input, whose contents the caller gives" };
  if (spec.role !== "state" && spec.role !== "constant") {
    return { code: "made", says: "it is made anew in every run" };
  }
  if (spec.external === true) return { code: "external", says: "its memory is the caller's" };
  const arena = arenaOf(m, spec);
  if (arena !== area && arena !== defaultArena(m)) {
    return { code: "placed", says: `it is pinned to memory ${arena} already` };
  }
  if (spec.offset !== undefined)
    return { code: "placed", says: `it is fixed at address ${spec.offset} already` };
  return undefined;
}

/** One area is in one memory: the first entry says on which device. */
function otherDevice({ name, holders, entry }: Candidate, first: Agreed | undefined): LeftOut | undefined {
  const device = entry?.device ?? holders[0]?.spec.device;
  if (first === undefined || (first.device ?? HOST) === (device ?? HOST)) return undefined;
  const message = `${JSON.stringify(name)} is not shared: it is on device ${device ?? HOST}, the shared area on ${first.device ?? HOST}, as ${JSON.stringify(first.name)} is.`;
  return { name, methods: [], code: "device", severity: "error", message };
}
