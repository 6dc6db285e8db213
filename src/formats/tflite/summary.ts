/** The findings that say what the file holds: counts, custom operators, entries. */

import { formatCount } from "../../core/units.ts";
import type { Fact } from "./facts.ts";
import { type Notes, plural } from "./notes.ts";
import type { Model } from "./schema.ts";

/** As many names as fit one sentence. */
const MOST_NAMES = 12;

export function summarize(model: Model, facts: readonly Fact[], notes: Notes): void {
  const operators = model.subgraphs.reduce((n, subgraph) => n + subgraph.operators.length, 0);
  const constants = facts.filter(({ kind }) => kind === "constant");
  const states = facts.filter(({ kind }) => kind === "state");
  const bytes = (of: readonly Fact[]) =>
    plural(
      of.reduce((n, fact) => n + fact.bytes, 0),
      "byte",
    );
  const message =
    `${plural(model.subgraphs.length, "subgraph")} with ${plural(operators, "operator")} and ` +
    `${plural(facts.length, "tensor")}: ${plural(constants.length, "constant")} (${bytes(constants)}), ` +
    `${plural(states.length, "variable")} (${bytes(states)}); ${plural(model.signatures.length, "signature")}.`;
  notes.say("info", "contents", message);
  if (model.version !== 3) {
    const say = `The file says that it is of schema version ${model.version}; version 3 is what is known, and it was read as that.`;
    notes.say("warning", "schema-version", say);
  }
  const customs = new Map<string, number>();
  for (const { operators: rows } of model.subgraphs) {
    for (const { code } of rows) {
      if (code.builtin === "CUSTOM") customs.set(code.name, (customs.get(code.name) ?? 0) + 1);
    }
  }
  if (customs.size > 0) {
    const named = list([...customs].map(([name, n]) => `${name} × ${formatCount(n)}`));
    notes.say(
      "info",
      "custom-operators",
      `Custom operators, whose memory rules only their makers know: ${named}.`,
    );
  }
  if (model.signatures.length > 1) {
    const named = list(
      model.signatures.map(({ key, subgraph }) => `${key || "unnamed"} (subgraph ${subgraph})`),
    );
    notes.say("info", "signatures", `The model can be entered in several ways: ${named}.`);
  }
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => name.slice(0, 80));
  const rest = names.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${formatCount(rest)} more` : "");
}
