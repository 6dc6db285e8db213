/** DOT as nodes and edges in the order of its statements, read by a kept grammar of the whole language. */

import {
  type AttributeASTNode,
  type ClusterStatementASTNode,
  type CommentASTNode,
  DotSyntaxError,
  parse,
} from "@ts-graphviz/ast";
import { fail, ok, type Result } from "../../core/result.ts";

export interface DotEnd {
  readonly id: string;
  readonly port: string | undefined;
}

export interface DotNode {
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface DotEdge {
  readonly from: DotEnd;
  readonly to: DotEnd;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface DotGraph {
  readonly directed: boolean;
  /** By id; statements of one node are one. */
  readonly nodes: ReadonlyMap<string, DotNode>;
  readonly edges: readonly DotEdge[];
}

/** Beyond any drawing that a person looks at. */
const MOST_PARTS = 3_000_000;

/** The grammar takes no space before a comma between attributes, where CMSIS-Stream breaks lines: it goes behind. */
function commasFirst(text: string): string {
  const parts = text.split(",");
  let made = "";
  let space = "";
  parts.forEach((part, k) => {
    const kept = k === parts.length - 1 ? part : part.trimEnd();
    made += space + kept;
    space = `,${part.slice(kept.length)}`;
  });
  return made;
}

/** Fails with the line where it is no DOT. */
export function statementsOf(text: string): Result<DotGraph> {
  let tree: ReturnType<typeof parse>;
  try {
    tree = parse(commasFirst(text), { maxASTNodes: MOST_PARTS, maxInputSize: 0 });
  } catch (thrown) {
    return fail("not-dot", `This is no sound DOT: ${saysOf(thrown)}`, {
      where: lineOf(thrown),
      help: "Let Graphviz draw it first: it says more about what is wrong.",
    });
  }
  const nodes = new Map<string, DotNode>();
  const edges: DotEdge[] = [];
  const [graph] = "children" in tree ? tree.children.filter((part) => part.type === "Graph") : [];
  if (graph === undefined || graph.type !== "Graph") {
    return fail("not-dot", "There is no graph in this file.", { help: "Open a DOT file with a digraph." });
  }
  for (const part of graph.children) take(part, nodes, edges);
  return ok({ directed: graph.directed, nodes, edges });
}

function saysOf(thrown: unknown): string {
  if (!(thrown instanceof DotSyntaxError)) return "it is nested too deep to be read.";
  const found = / but (.{1,40}) found\.$/s.exec(thrown.message)?.[1];
  return found === undefined ? thrown.message.slice(0, 200) : `${found} does not belong there.`;
}

function lineOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const place =
    typeof cause === "object" && cause !== null && "location" in cause ? cause.location : undefined;
  const start = typeof place === "object" && place !== null && "start" in place ? place.start : undefined;
  const line = typeof start === "object" && start !== null && "line" in start ? start.line : undefined;
  return typeof line === "number" ? `line ${line.toLocaleString("en-US")}` : "";
}

function attributesOf(parts: readonly (AttributeASTNode | CommentASTNode)[]): ReadonlyMap<string, string> {
  return new Map(
    parts.flatMap((part) => (part.type === "Attribute" ? [[part.key.value, part.value.value] as const] : [])),
  );
}

/** What is drawn in a frame is read as if there were none. */
function take(part: ClusterStatementASTNode, nodes: Map<string, DotNode>, edges: DotEdge[]): void {
  switch (part.type) {
    case "Node": {
      const id = part.id.value;
      const before = nodes.get(id)?.attributes ?? [];
      nodes.set(id, { id, attributes: new Map([...before, ...attributesOf(part.children)]) });
      return;
    }
    case "Edge": {
      const attributes = attributesOf(part.children);
      const stops = part.targets.map((target): readonly DotEnd[] =>
        (target.type === "NodeRef" ? [target] : target.children).map(({ id, port }) => ({
          id: id.value,
          port: port?.value,
        })),
      );
      stops.slice(1).forEach((tos, k) => {
        for (const from of stops[k] ?? []) for (const to of tos) edges.push({ from, to, attributes });
      });
      return;
    }
    case "Subgraph":
      for (const inner of part.children) take(inner, nodes, edges);
      return;
    case "Attribute":
    case "AttributeList":
    case "Comment":
  }
}
