/** What nodes do with the references that pass through them: by the role of the node, and by what its ports say themselves. */

import type { DataflowDocument, PortSpec, ReferenceRole, ReferenceStatus } from "../document.ts";
import type { Actor, Stream } from "../stream.types.ts";
import { type Annotations, type InputUse, usesOf } from "./uses.ts";

export interface ReferenceActor {
  readonly role: ReferenceRole;
  readonly source: RoleSource;
  readonly inputs: readonly InputUse[];
  /** Outputs that get a new buffer. */
  readonly fresh: readonly number[];
  /** By input the status that it must have. */
  readonly requires: readonly ReferenceStatus[];
  /** By input the outputs that are shared where it is. */
  readonly spreads: readonly (readonly number[])[];
  /** Outputs that are shared whatever comes in. */
  readonly shares: readonly number[];
  /** Some of its ports say themselves what they do. */
  readonly annotated: boolean;
}

/** Where a role is known from. */
export type RoleSource = "document" | "class" | "ports";

export interface ReferenceStream {
  readonly stream: Stream;
  readonly actors: readonly ReferenceActor[];
  /** By FIFO: references pass there. Where the types say Shared of some FIFOs, values pass through all others. */
  readonly carries: readonly boolean[];
  /** Something says that buffers are passed by reference; without that, roles are guesses about nothing. */
  readonly applies: boolean;
}

const BY_CLASS: Readonly<Record<string, ReferenceRole>> = {
  BufferSource: "alloc",
  Duplicate: "dup",
  BufferCopy: "copy",
  InPlace: "inplace",
  Processing: "process",
  BufferSink: "sink",
};

/** Roles by which a class alone says that references pass; others have namesakes in graphs of values. */
const TELLING: ReadonlySet<ReferenceRole> = new Set(["alloc", "copy", "inplace"]);

/** What a role is told by: of a node of the document, or of what was put in. */
interface RoleBearer {
  readonly class: string;
  readonly role?: ReferenceRole | undefined;
  readonly inputs: readonly unknown[];
  readonly outputs: readonly unknown[];
}

/** As the document says, else as the class is known, else by ports: what only makes allocates, what only takes releases, the rest passes on. */
export function roleOf(
  bearer: RoleBearer,
  inserted: boolean,
): { readonly role: ReferenceRole; readonly source: RoleSource } {
  if (bearer.role !== undefined) return { role: bearer.role, source: "document" };
  if (inserted) return { role: "dup", source: "class" };
  const known = Object.hasOwn(BY_CLASS, bearer.class) ? BY_CLASS[bearer.class] : undefined;
  if (known !== undefined) return { role: known, source: "class" };
  return { role: byPorts(bearer), source: "ports" };
}

function byPorts({ inputs, outputs }: RoleBearer): ReferenceRole {
  if (inputs.length === 0) return "alloc";
  if (outputs.length === 0) return "sink";
  return inputs.length === 1 && outputs.length === 1 ? "pass" : "process";
}

/** Whether a document itself says that references pass: by a type that is one, or of a role or a port. */
export function countsReferences({ types, nodes }: DataflowDocument): boolean {
  const isSaid = (ports: readonly PortSpec[] = []) => ports.some(({ reference }) => reference !== undefined);
  return (
    Object.values(types).some(({ sharedOf }) => sharedOf !== undefined) ||
    nodes.some(({ role, inputs, outputs }) => role !== undefined || isSaid(inputs) || isSaid(outputs))
  );
}

export function referencesOf(stream: Stream, document: DataflowDocument): ReferenceStream {
  const isShared = ({ from: [a, o] }: Stream["fifos"][number]) => {
    const type = stream.actors[a]?.outputs[o]?.type ?? "";
    return Object.hasOwn(document.types, type) && document.types[type]?.sharedOf !== undefined;
  };
  const shared = stream.fifos.map(isShared);
  const typed = shared.includes(true);
  const carries = typed ? shared : shared.map(() => true);
  const roles = stream.actors.map((actor) =>
    roleOf({ ...actor, role: document.nodes[actor.source]?.role }, actor.duplicate),
  );
  const told = roles.some(
    ({ role, source }) => source === "document" || (source === "class" && TELLING.has(role)),
  );
  const actors = stream.actors.map((actor, a) => {
    const { role, source } = roles[a] ?? { role: byPorts(actor), source: "ports" as const };
    return actorOf(actor, role, source, carries, annotationsOf(actor, document));
  });
  const said = actors.some(({ annotated }) => annotated);
  return { stream, actors, carries, applies: typed || told || said };
}

/** By port; undefined where the document says nothing. */
function annotationsOf({ source, inputs, outputs }: Actor, { nodes }: DataflowDocument): Annotations {
  const node = nodes[source];
  const said = (ports: Actor["inputs"], side: "inputs" | "outputs") =>
    ports.map(({ name }) => node?.[side]?.find((port) => port.name === name)?.reference);
  return { inputs: said(inputs, "inputs"), outputs: said(outputs, "outputs") };
}

function actorOf(
  { inputs, outputs }: Actor,
  role: ReferenceRole,
  source: RoleSource,
  carries: readonly boolean[],
  annotations: Annotations,
): ReferenceActor {
  const { inputs: said, outputs: given } = annotations;
  const isCarried = ({ fifo }: Actor["inputs"][number]) => fifo >= 0 && carries[fifo] === true;
  const uses = usesOf(role, inputs, outputs, annotations).map(
    (use, i): InputUse => (inputs[i] !== undefined && isCarried(inputs[i]) ? use : { use: "value" }),
  );
  const passed = new Set(uses.flatMap((use) => ("to" in use ? use.to : [])));
  const fresh = [...outputs.keys()].filter((o) => outputs[o] && isCarried(outputs[o]) && !passed.has(o));
  const shares = [...outputs.keys()].filter(
    (o) => given[o]?.gives === "shared" || uses.some((use) => use.use === "split" && use.to.includes(o)),
  );
  return {
    role,
    source,
    inputs: uses,
    fresh,
    requires: uses.map((use, i) => {
      // what is given on as unique must come so
      const isPromised = use.use === "forward" && use.to.some((o) => given[o]?.gives === "unique");
      return use.use === "own" || isPromised ? "unique" : (said[i]?.requires ?? "any");
    }),
    spreads: uses.map((use, i) => {
      const name = inputs[i]?.name ?? "";
      // an owner that gets what is shared gives it on as it is
      const goesOn = use.use === "forward" || use.use === "own" ? use.to : [];
      const alike = [...outputs.keys()].filter((o) => {
        const gives = given[o]?.gives;
        return typeof gives === "object" && gives.includes(name);
      });
      return [...new Set([...goesOn, ...alike])];
    }),
    shares,
    annotated: [...said, ...given].some((own) => own !== undefined),
  };
}
