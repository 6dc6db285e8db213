/** `memplan passes FILE`: a method through ExecuTorch's passes, and its memory as ExecuTorch plans it. */

import type { MethodOptions } from "../core/dialects/executorch/method-options.ts";
import { type MethodPlanned, planMethod } from "../core/dialects/executorch/plan-method.ts";
import { sharedStateOf } from "../core/dialects/methods/sharing/shared.ts";
import type { GraphDocument, MethodSpec, SourceDocument } from "../core/document.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { formatCount } from "../core/units.ts";
import { type Command, JSON_FLAG } from "./command.ts";
import { deliver } from "./deliver.ts";
import { givenSizes } from "./dims.ts";
import { suggest, takeFiles, valueOfFlag } from "./flags.ts";
import { METHOD_FLAGS, readMethodFlags } from "./method-flags.ts";
import { inFile, openPlannable } from "./open.ts";
import { SIZE_FLAGS } from "./settings-flags.ts";
import { alignColumns, indent, toJson } from "./text.ts";

interface Subject {
  readonly method: MethodSpec | GraphDocument;
  /** Tensors that are laid out for all methods at once, and of these those that only others change. */
  readonly withhold: readonly string[];
  readonly stateElsewhere: readonly string[];
}

/** The method that is asked for, else the first. */
function subjectOf(document: SourceDocument, wanted: string | undefined): Result<Subject> {
  if (document.kind === "graph") return ok({ method: document, withhold: [], stateElsewhere: [] });
  if (document.kind !== "methods") {
    return fail("no-graph", "It holds no graph that passes could run over.", {
      help: "Give a model, a program, or a graph document.",
    });
  }
  const ids = document.methods.map(({ id }) => id);
  const at = wanted === undefined ? 0 : ids.indexOf(wanted);
  const method = document.methods[at];
  if (method === undefined) {
    return fail("no-method", `It has no method ${wanted ?? ""}.`, { help: suggest(wanted ?? "", ids) });
  }
  const shared = sharedStateOf(document, null);
  if (!shared.ok) return shared;
  const members = shared.value.entries.flatMap((entry) => {
    const member = entry.members[at];
    return member === undefined || member.use === "absent" ? [] : [member];
  });
  return ok({
    method,
    withhold: members.map(({ tensor }) => tensor),
    stateElsewhere: members.flatMap(({ tensor, use }) => (use === "read" ? [tensor] : [])),
  });
}

function reportOf({ stages, planned, findings }: MethodPlanned, { compat }: MethodOptions) {
  return {
    compat,
    start: stages.startFacts,
    passes: stages.stages.map(({ id, on, why, changes, after }) => ({
      id,
      on,
      why,
      changes: changes.map(({ says }) => says),
      after,
    })),
    plan:
      planned === null
        ? null
        : {
            algorithm: planned.main.plan.algorithm,
            sizes: planned.main.plan.sizes,
            devices: planned.main.plan.devices,
            ours: planned.ours.sizes,
            totals: planned.totals,
            tensors: planned.main.planned.map(({ name, bytes, first, last }, i) => {
              const { memId, offset, object } = planned.main.plan.placement[i] ?? {
                memId: 0,
                offset: 0,
                object: null,
              };
              return { name, bytes, first, last, memId, offset, object };
            }),
          },
    findings,
  };
}

function textOf({ stages, planned, findings }: MethodPlanned): string {
  const { startFacts } = stages;
  const rows = [
    ["", "nodes", "specs", "views", "planned", "bytes", "live", "changes"],
    ["start", ...numbers(startFacts), ""],
    ...stages.stages.map(({ id, on, why, changes, after }) =>
      on ? [id, ...numbers(after), formatCount(changes.length)] : [id, "", "", "", "", "", "", why ?? "off"],
    ),
  ];
  const lines = [alignColumns(rows, [1, 2, 3, 4, 5, 6])];
  if (planned === null) lines.push("Nothing is planned: a pass that planning needs is off.\n");
  else {
    const { main, totals, ours } = planned;
    const arenas = main.plan.sizes
      .slice(1)
      .map((bytes, i) => [`arena ${i + 1}`, formatCount(bytes), formatCount(ours.sizes[i + 1] ?? 0)]);
    const sum = ["together", formatCount(totals.main), formatCount(totals.ours)];
    lines.push(alignColumns([["", main.plan.algorithm, "ours"], ...arenas, sum], [1, 2]));
    lines.push(
      `Without its defects ${formatCount(totals.repaired)} B; nothing is below ${formatCount(totals.lowerBound)} B.\n`,
    );
  }
  lines.push(indent(alignColumns(findings.map(({ severity, code, message }) => [severity, code, message]))));
  return lines.filter((text) => text !== "").join("\n");
}

function numbers({
  nodes,
  specs,
  views,
  planned,
  bytes,
  livePeak,
}: MethodPlanned["stages"]["startFacts"]): string[] {
  return [nodes, specs, views, planned, bytes, livePeak].map(formatCount);
}

export const passes: Command = {
  id: "passes",
  usage: "passes FILE [--method NAME] [--pass NAME=off]… [--json PATH]",
  says: "Takes a method through ExecuTorch's passes and plans it as ExecuTorch does, beside our plan.",
  flags: [
    { flag: "method", value: "NAME", says: "Which of a program's methods; the first unless said otherwise." },
    ...METHOD_FLAGS,
    JSON_FLAG,
    ...SIZE_FLAGS,
  ],
  run: async (parsed, io) => {
    const options = readMethodFlags(parsed);
    if (!options.ok) return options;
    const files = takeFiles(parsed, 1, 1, passes.usage);
    if (!files.ok) return files;
    const [file = ""] = files.value;
    const source = await openPlannable(io, file, givenSizes(parsed));
    if (!source.ok) return source;
    const subject = subjectOf(source.value, valueOfFlag(parsed, "method"));
    if (!subject.ok) return { ok: false, problem: inFile(subject.problem, file) };
    const { method, withhold, stateElsewhere } = subject.value;
    const made = planMethod(method, { ...options.value, withhold, stateElsewhere });
    if (!made.ok) return { ok: false, problem: inFile(made.problem, file) };
    const json = valueOfFlag(parsed, "json");
    const written =
      json === undefined
        ? await deliver(io, "-", textOf(made.value))
        : await deliver(io, json, toJson(reportOf(made.value, options.value)));
    if (!written.ok) return written;
    return ok(made.value.findings.some(({ severity }) => severity === "error") ? 1 : 0);
  },
};
