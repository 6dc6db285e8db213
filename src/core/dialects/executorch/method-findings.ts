/** What is wrong with a planned method: checks of the plan, and the defects of lives and conditions, by name. */

import type { Diagnostic } from "../../document.ts";
import { formatBytesExactly } from "../../units.ts";
import type { EdgeNode } from "./edge/edge.types.ts";
import { livesOf, withAliases } from "./edge/lives.ts";
import { isInPlace } from "./edge/nodes.ts";
import type { MethodOptions } from "./method-options.ts";
import { overwrittenResults } from "./overwritten-results.ts";
import { conflictingPairs } from "./plan/conflicts.ts";
import { quirkOf } from "./plan/quirks.ts";
import { told, verifyStorageReuse } from "./plan/verify.ts";
import { type EndSpec, verifyInputsOutputs } from "./plan/verify-ends.ts";
import type { GraphPlan } from "./plan-graph.ts";

/** Of the graph and of its bodies, each with the name of its body. */
export function findingsOf(main: GraphPlan, options: MethodOptions): Diagnostic[] {
  const { plan, planned } = main;
  const own = [
    ...plan.findings,
    ...verifyStorageReuse({ ...plan, specs: planned }).findings,
    ...endsOf(main, options),
    ...(options.compat ? [...lateReads(main), ...staleOutputs(main)] : []),
    ...overwrittenResults(main),
  ];
  const bodies = Object.entries(main.bodies).flatMap(([id, body]) =>
    findingsOf(body, { ...options, allocOutputs: true, allocInputs: takesInputs(body) }).map((finding) => ({
      ...finding,
      message: `In ${id}: ${finding.message}`,
      at: [],
    })),
  );
  return [...own, ...bodies];
}

function takesInputs({ graph, spec }: GraphPlan): boolean {
  return graph.nodes.some(
    (node) => node.kind === "placeholder" && node.specs.some((own) => spec.includes(own)),
  );
}

function endsOf(main: GraphPlan, { allocInputs, allocOutputs }: MethodOptions): Diagnostic[] {
  const { graph, spec } = main;
  const allocated = new Set(spec);
  const endsFor = (node: EdgeNode | undefined): EndSpec[] =>
    (node?.specs ?? []).flatMap((index) => {
      const own = graph.specs[index];
      if (own === undefined || own.constant || own.external || main.withheld.includes(index)) return [];
      return [{ name: own.name, allocated: allocated.has(index), unbound: own.dynamism === "unbound" }];
    });
  const inputs = graph.nodes.flatMap((node) =>
    node.kind === "placeholder" && node.role === "input" ? endsFor(node) : [],
  );
  const outputs = endsFor(graph.nodes.at(-1));
  return verifyInputsOutputs({ inputs, outputs, allocInput: allocInputs, allocOutput: allocOutputs });
}

/** Bytes whose life ends before the last who reads them: harmless as long as nobody else is put there meanwhile. */
function lateReads(main: GraphPlan): Diagnostic[] {
  if (!main.graph.nodes.some(isInPlace)) return [];
  const lives = livesOf(withAliases(main.graph, false), false);
  const specs = main.planned.map((spec, i) => {
    const index = main.spec[i] ?? 0;
    return { ...spec, last: Math.max(spec.last, lives.last[index] ?? -1) };
  });
  const late = specs.filter((spec, i) => spec.last > (main.planned[i]?.last ?? 0));
  if (late.length === 0) return [];
  const before = new Set(conflictingPairs({ ...main.plan, specs: main.planned }).map(String));
  const pairs = conflictingPairs({ ...main.plan, specs }).filter((pair) => !before.has(String(pair)));
  const { id, title } = quirkOf("inplace-late-reads");
  if (pairs.length === 0) {
    const names = late.map(({ name }) => name);
    const message = `${title}: ${list(names)} ${names.length === 1 ? "is" : "are"} read after ${names.length === 1 ? "its life" : "their lives"} as planned. Nobody else is there by then.`;
    return [{ severity: "info", code: id, message, at: names.map((name) => `tensor:${name}`) }];
  }
  return told(pairs, ([a, b]): Diagnostic => {
    const names = [specs[a]?.name ?? "", specs[b]?.name ?? ""];
    const message = `${title}: ${names.join(" and ")} share bytes, and one is still read when the other is written.`;
    return { severity: "error", code: id, message, at: names.map((name) => `tensor:${name}`) };
  });
}

/** The output returns what was there before; bytes may be planned for it that nobody writes. */
function staleOutputs(main: GraphPlan): Diagnostic[] {
  const { graph, planned } = main;
  const given = new Set(graph.nodes.slice(0, -1).flatMap((node) => node.specs));
  const own = new Map(graph.nodes.map((node) => [node.id, node.specs]));
  const output = graph.nodes.at(-1);
  const now = new Set(output?.args.flatMap((arg) => own.get(arg) ?? []));
  const stale = [...new Set(output?.specs)].filter((spec) => !now.has(spec));
  if (stale.length === 0) return [];
  const unwritten = stale.filter((spec) => !given.has(spec)).map((spec) => main.spec.indexOf(spec));
  const bytes = unwritten.reduce((sum, i) => sum + (planned[i]?.bytes ?? 0), 0);
  const names = stale.map((spec) => graph.specs[spec]?.name ?? "");
  const { id, title } = quirkOf("stale-output");
  const waste = bytes > 0 ? ` ${formatBytesExactly(bytes)} are planned that nobody writes.` : "";
  const message = `${title}: ${list(names)} ${names.length === 1 ? "is" : "are"} of before.${waste}`;
  return [{ severity: "warning", code: id, message, at: names.map((name) => `tensor:${name}`) }];
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
