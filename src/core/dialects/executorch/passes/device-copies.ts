/** Delegates of another device read and write its memory: copies lead there and back. */

import { ok } from "../../../result.ts";
import type {
  CallNode,
  DelegateNode,
  EdgeDevice,
  EdgeGraph,
  EdgeNode,
  EdgeSpec,
} from "../edge/edge.types.ts";
import { call } from "../edge/nodes.ts";
import { type FreshIds, freshIds, withArgs } from "../edge/rewrite.ts";
import { sameDevice } from "../edge/values.ts";
import type { Change, Pass, PassOptions } from "./pass.types.ts";

const TO_DEVICE = "et_copy._h2d_copy";
const TO_HOST = "et_copy._d2h_copy";

export const deviceCopies: Pass = {
  id: "device-copies",
  title: "Copies to devices and back",
  says: "What a delegate of another device reads is copied there first, what it gives is copied back; copies there and straight back go.",
  initial: true,
  needs: ["spec-propagation"],
  deep: false,
  run: (graph, options) => {
    const away = graph.nodes.filter((node) => node.kind === "delegate" && node.target !== null);
    if (away.length === 0) return ok({ graph, changes: [] });
    const work = new Copies(graph, options);
    for (const node of graph.nodes) work.add(node);
    return ok({ graph: work.graph(), changes: work.changes });
  },
};

class Copies {
  readonly changes: Change[] = [];
  readonly #graph: EdgeGraph;
  readonly #options: PassOptions;
  readonly #ids: FreshIds;
  readonly #specs: EdgeSpec[];
  readonly #nodes: EdgeNode[] = [];
  /** Where each copied result is on the host. */
  readonly #host = new Map<string, string>();
  /** What a copy back has been made of. */
  readonly #before = new Map<string, string>();
  readonly #own = new Map<string, EdgeNode>();
  readonly #delegates = new Map<string, DelegateNode>();
  readonly #returned: ReadonlySet<string>;

  constructor(graph: EdgeGraph, options: PassOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#ids = freshIds(graph);
    this.#specs = [...graph.specs];
    const read = new Set(graph.nodes.slice(0, -1).flatMap((node) => node.args));
    this.#returned = new Set(graph.nodes.at(-1)?.args.filter((arg) => !read.has(arg)));
  }

  add(node: EdgeNode): void {
    const [moved = node] = withArgs([node], this.#host);
    // the original leaves the output with the specs that it had
    if (moved.kind === "output" && !this.#options.compat)
      this.#push({ ...moved, specs: moved.args.flatMap((arg) => this.#own.get(arg)?.specs ?? []) });
    else if (moved.kind === "delegate" && moved.target !== null) this.#call(moved, moved.target);
    else this.#push(moved);
    if (moved.kind !== "getitem") return;
    const from = this.#delegates.get(moved.args[0] ?? "");
    if (from?.target !== null && from !== undefined) this.#back(moved, from.target);
  }

  graph(): EdgeGraph {
    const read = new Set(this.#nodes.flatMap((node) => node.args));
    // a copy back whose readers all went on to the device again
    const nodes = this.#nodes.filter((node) => !this.#before.has(node.id) || read.has(node.id));
    return { ...this.#graph, nodes, specs: this.#specs };
  }

  #push(node: EdgeNode): void {
    this.#nodes.push(node);
    this.#own.set(node.id, node);
  }

  #call(node: DelegateNode, target: EdgeDevice): void {
    const copied = new Map<string, string>();
    const args = node.args.map((arg) => {
      const known = copied.get(arg) ?? this.#onDevice(node, arg, target);
      copied.set(arg, known);
      return known;
    });
    for (const spec of node.specs) this.#tag(spec, target);
    this.#delegates.set(node.id, node);
    this.#push({ ...node, args });
  }

  #onDevice(node: DelegateNode, arg: string, target: EdgeDevice): string {
    if (!this.#options.deviceAware) return arg;
    const given = this.#own.get(arg);
    const before = this.#before.get(arg);
    const spec = this.#specs[this.#own.get(before ?? arg)?.specs[0] ?? -1];
    if (spec === undefined) return arg;
    if (before !== undefined && sameDevice(spec.device, target)) {
      this.changes.push({
        says: `${node.id} takes ${before} as it is on the device.`,
        at: [node.id, before],
      });
      return before;
    }
    if (sameDevice(spec.device, target)) return arg;
    if (given?.kind === "placeholder" && given.role === "input" && this.#options.skipInputCopies) {
      for (const own of given.specs) this.#tag(own, target);
      return arg;
    }
    return this.#copy(TO_DEVICE, arg, target, node.id).id;
  }

  #back(item: EdgeNode, target: EdgeDevice): void {
    for (const spec of item.specs) this.#tag(spec, target);
    if (!this.#options.deviceAware) return;
    if (this.#options.skipOutputCopies && this.#returned.has(item.id)) return;
    const copy = this.#copy(TO_HOST, item.id, null, item.id);
    this.#before.set(copy.id, item.id);
    this.#host.set(item.id, copy.id);
  }

  #copy(op: string, arg: string, device: EdgeDevice | null, by: string): CallNode {
    const id = this.#ids.take(op === TO_DEVICE ? `${arg}_on_device` : `${arg}_on_host`);
    const old = this.#specs[this.#own.get(arg)?.specs[0] ?? -1];
    const values = old === undefined ? [] : [{ ...old, name: id, device, memId: null, external: false }];
    const specs =
      old === undefined
        ? []
        : [
            this.#specs.push({
              ...old,
              name: id,
              device,
              memId: null,
              external: false,
              constant: false,
              inplaceBase: null,
            }) - 1,
          ];
    const node = call({ id, op, args: [arg], values, specs });
    this.#push(node);
    this.changes.push({
      says: `${id} copies ${arg} ${op === TO_DEVICE ? `for ${by}` : "back"}.`,
      at: [id, arg, by],
    });
    return node;
  }

  #tag(spec: number, device: EdgeDevice): void {
    const old = this.#specs[spec];
    if (old !== undefined) this.#specs[spec] = { ...old, device, memId: null };
  }
}
