/**
 * A methods document as the checker reads it: what must hold of a plan of the graph of all methods, made once more from
 * the document alone. Shared state is laid out here by its own arithmetic, so a plan that has it elsewhere is found out.
 */

import type {
  ArenaSpec,
  GraphDocument,
  MethodSpec,
  MethodsDocument,
  NodeSpec,
  TensorSpec,
} from "../document.ts";
import { type CheckedState, sharedForCheck } from "./shared-state.ts";

/** The settings that the places of shared state hang on, as the plan names them. */
export interface MethodRules {
  readonly alignment: number | null;
  readonly views: boolean;
  readonly viewsExcept: ReadonlySet<string>;
}

/** Undefined when the document makes no sense. */
export function methodsForCheck(document: MethodsDocument, rules: MethodRules): GraphDocument | undefined {
  const state = sharedForCheck(document, rules.alignment);
  if (state === undefined) return undefined;
  const tensors: TensorSpec[] = state.entries.map(({ tensor }) => tensor);
  const nodes: NodeSpec[] = [];
  const arenas = new Map<string, ArenaSpec>();
  for (const method of document.methods) {
    const walk: Walk = { method: method.id, tensors, nodes, arenas, state, rules };
    const alone = { reads: [], makes: [], last: false };
    if (!unfold(walk, method, method.id, undefined, alone, 0)) return undefined;
  }
  const list = [...arenas.values()];
  if (state.area !== undefined) list.push(state.area.spec);
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: document.name,
    tensors,
    nodes,
    outputs: [],
    arenas: list,
  };
}

interface Walk {
  readonly method: string;
  readonly tensors: TensorSpec[];
  readonly nodes: NodeSpec[];
  readonly arenas: Map<string, ArenaSpec>;
  readonly state: CheckedState;
  readonly rules: MethodRules;
}

interface Caller {
  readonly reads: readonly string[];
  readonly makes: readonly string[];
  /** Whether what the caller needs ends with this body. */
  readonly last: boolean;
}

/** A method, or with `home` a body whose caller's first memory that is. False when it makes no sense. */
function unfold(
  walk: Walk,
  part: MethodSpec,
  path: string,
  home: string | undefined,
  caller: Caller,
  depth: number,
): boolean {
  if (depth > 100) return false;
  const { state, tensors, nodes } = walk;
  const shared = (id: string) => (home === undefined ? state.idOf(walk.method, id) : undefined);
  const name = (id: string) => shared(id) ?? `${path}/${id}`;
  const first = part.arenas?.[0]?.id ?? home ?? "1";
  const views = viewsOfState(walk, part, shared);
  const nodeNames = new Set(part.nodes.map((n) => n.id));
  const tensorNames = new Set(part.tensors.map((t) => t.id));
  noteArenas(walk, part, first, (id) => shared(id) !== undefined || views.has(id));
  const inputs: string[] = [];
  for (const tensor of part.tensors) {
    if (shared(tensor.id) !== undefined) continue;
    const begins = tensor.role === "input" && tensor.external !== true && tensor.offset === undefined;
    const lies = views.has(tensor.id) ? state.area?.spec.id : `${walk.method}/${tensor.arena ?? first}`;
    const role = begins ? { role: "intermediate" as const } : {};
    tensors.push({ ...tensor, id: name(tensor.id), arena: lies, ...role });
    if (begins) inputs.push(name(tensor.id));
  }
  const begin = `${path}/${unused("begin", nodeNames)}`;
  const end = `${path}/${unused("end", nodeNames)}`;
  nodes.push({ id: begin, op: "begin", inputs: caller.reads, outputs: inputs });
  const bodies = new Map((part.bodies ?? []).map((body) => [body.id, body]));
  for (const node of part.nodes) {
    const { workspace = 0, bodies: calls = [], ...plain } = node;
    const outputs = node.outputs.map(name);
    if (workspace > 0) {
      const scratch = `${path}/${unused(`workspace:${node.id}`, tensorNames)}`;
      tensors.push({ id: scratch, bytes: workspace, arena: `${walk.method}/${first}` });
      outputs.push(scratch);
    }
    const made = { ...plain, id: `${path}/${node.id}`, inputs: node.inputs.map(name), outputs };
    nodes.push(made);
    for (const [i, call] of calls.entries()) {
      const body = bodies.get(call);
      if (body === undefined) return false;
      const inside = `${made.id}/${calls.indexOf(call) === i ? call : `${call}+${i}`}`;
      const from = { reads: made.inputs, makes: made.outputs, last: i === calls.length - 1 };
      if (!unfold(walk, body, inside, first, from, depth + 1)) return false;
    }
  }
  const kept = caller.last ? [...caller.reads, ...caller.makes] : [];
  nodes.push({ id: end, op: "end", inputs: [...part.outputs.map(name), ...kept], outputs: [] });
  return true;
}

function unused(wanted: string, names: Set<string>): string {
  let name = wanted;
  while (names.has(name)) name += "+";
  names.add(name);
  return name;
}

/** Views that look at shared state where it lies: of each the first right to be a view decides. */
function viewsOfState(
  { rules }: Walk,
  part: MethodSpec,
  shared: (id: string) => string | undefined,
): ReadonlySet<string> {
  const rights = new Map<string, { of: string; shift: number; op: string }>();
  for (const { mayShare = [], inputs, outputs, op } of part.nodes) {
    for (const share of mayShare) {
      const [view, of] = [outputs[share.output], inputs[share.input]];
      if (share.how !== "view" || view === undefined || of === undefined || rights.has(view)) continue;
      rights.set(view, { of, shift: share.byteOffset ?? 0, op });
    }
  }
  const specs = new Map(part.tensors.map((t) => [t.id, t]));
  const first = part.arenas?.[0]?.id ?? "1";
  const lie = new Set<string>();
  for (const start of rights.keys()) {
    // from the view down to what it looks at in the end, then up again as far as all agree
    const chain: string[] = [];
    let base = start;
    for (
      let right = rights.get(base);
      right !== undefined && chain.length <= rights.size;
      right = rights.get(base)
    ) {
      chain.push(base);
      base = right.of;
    }
    if (shared(base) === undefined) continue;
    let shift = 0;
    for (const view of chain.reverse()) {
      const right = rights.get(view);
      const [spec, source] = [specs.get(view), specs.get(right?.of ?? "")];
      if (right === undefined || spec === undefined) break;
      shift += right.shift;
      const beside = spec.arena === undefined || spec.arena === (source?.arena ?? first);
      const shares = rules.views && !rules.viewsExcept.has(right.op);
      if (!beside || !shares || shift % (spec.alignment ?? 1) !== 0) break;
      lie.add(view);
    }
  }
  return lie;
}

function noteArenas(walk: Walk, part: MethodSpec, first: string, shared: (id: string) => boolean): void {
  const { arenas, method, state } = walk;
  const own = part.tensors.filter((t) => !shared(t.id)).map((t) => t.arena ?? first);
  const names = [...new Set([first, ...own, ...(part.arenas ?? []).map((a) => a.id)])];
  for (const name of names) {
    if (name === state.area?.number && name !== first && !own.includes(name)) continue;
    const id = `${method}/${name}`;
    const specs = [arenas.get(id), ...(part.arenas ?? []).filter((a) => a.id === name)];
    const alignment = Math.max(1, ...specs.map((a) => a?.alignment ?? 1));
    const capacities = specs.flatMap((a) => a?.capacity ?? []);
    arenas.set(id, {
      id,
      ...(alignment > 1 ? { alignment } : {}),
      ...(capacities.length > 0 ? { capacity: Math.min(...capacities) } : {}),
    });
  }
}
