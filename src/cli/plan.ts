/** `memplan plan FILE`: plans a document, checks the plan, says how it is, writes it. */

import type { Diagnostic, SourceDocument } from "../core/document.ts";
import { drawingSummary } from "../core/edit/drawing-faults.ts";
import { forcedBy, heardSettings } from "../core/forced.ts";
import { orderOf } from "../core/order-of.ts";
import { planDocument } from "../core/plan.ts";
import type { Plan } from "../core/plan.types.ts";
import { planAndCheck } from "../core/plan-checked.ts";
import { ok, sayProblem } from "../core/result.ts";
import { SETTINGS, type Settings } from "../core/settings.ts";
import type { Watch } from "../core/watch.ts";
import { documentHash } from "../formats/hash.ts";
import { writeNative } from "../formats/native/write.ts";
import { type Command, JSON_FLAG } from "./command.ts";
import { deliver } from "./deliver.ts";
import { givenSizes } from "./dims.ts";
import { type Parsed, takeFiles, valueOfFlag } from "./flags.ts";
import { infoOfMethods } from "./info-methods.ts";
import { inFile, openPlannable } from "./open.ts";
import { PLANNING_FLAGS, readSettingFlags } from "./settings-flags.ts";
import { CONFIG_FLAG, configuredBy } from "./stream-config.ts";
import { summarise, whyNotFit } from "./summary.ts";
import { watchOf } from "./watch.ts";

/** Bytes of a plan for the order of this one alone, when this one holds in any order; undefined: it does not, or time is up. */
function freedomOf(plan: Plan, source: SourceDocument, watch: Watch): number | undefined {
  if (plan.antichains === null || source.kind !== "graph" || watch.stop?.() === true) return undefined;
  const order = orderOf(plan);
  const settings = { ...plan.settings, lifetimes: "schedule", order: "given" };
  const made = planDocument({ ...source, order }, settings, watch);
  return made.ok ? made.value.stats.peakBytes : undefined;
}

/** What is open or at odds in a drawing: of the document, so it is told but no part of the plan. */
function aboutDrawing(plan: Plan, source: SourceDocument): readonly Diagnostic[] {
  return source.kind === "graph" ? drawingSummary(source, plan).diagnostics : [];
}

/** Flags that this kind of document cannot hear, and why. */
function unheard(parsed: Parsed, source: SourceDocument, settings: Settings): readonly string[] {
  return forcedBy(source.kind).flatMap(({ name, value, says }) => {
    const flag = SETTINGS.find((setting) => setting.name === name)?.flag ?? name;
    const asked = valueOfFlag(parsed, flag);
    return asked === undefined || settings[name] === value
      ? []
      : [`--${flag} ${asked} is not heard. ${says}`];
  });
}

export const plan: Command = {
  id: "plan",
  usage: "plan FILE [--config FILE] [--json PATH] [settings]",
  says: "Plans FILE and prints a summary; with --json also writes the plan document.",
  flags: [JSON_FLAG, CONFIG_FLAG, ...PLANNING_FLAGS],
  run: async (parsed, io) => {
    const settings = readSettingFlags(parsed);
    if (!settings.ok) return settings;
    const files = takeFiles(parsed, 1, 1, plan.usage);
    if (!files.ok) return files;
    const [file = ""] = files.value;
    const opened = await openPlannable(io, file, givenSizes(parsed));
    if (!opened.ok) return opened;
    const source = await configuredBy(io, parsed, opened.value);
    if (!source.ok) return source;
    const { watch, better, done } = watchOf(io, settings.value);
    const sha256 = documentHash(source.value);
    const planned = planAndCheck(source.value, settings.value, sha256, watch, better);
    const free = planned.ok ? freedomOf(planned.value.plan, source.value, watch) : undefined;
    done();
    if (!planned.ok) return { ok: false, problem: inFile(planned.problem, file) };
    const { document, violations } = planned.value;
    const drawing = aboutDrawing(planned.value.plan, source.value);
    const json = valueOfFlag(parsed, "json");
    if (json !== undefined) {
      const written = await deliver(io, json, writeNative(document));
      if (!written.ok) return written;
    }
    for (const line of unheard(parsed, source.value, settings.value)) io.err(`${file}: ${line}\n`);
    if (json !== "-")
      io.out(
        summarise(document, source.value, heardSettings(source.value.kind, settings.value), free, drawing),
      );
    if (json !== "-" && source.value.kind === "methods") {
      const program = infoOfMethods(source.value, document);
      if (program.ok) io.out(`\n${program.value.text}`);
    }
    for (const reason of whyNotFit(document)) io.err(`${sayProblem(inFile(reason, file))}\n`);
    for (const { code, message } of violations) io.err(`${file}: the plan is wrong, ${code}: ${message}\n`);
    return ok(document.stats.fits && violations.length === 0 ? 0 : 1);
  },
};
