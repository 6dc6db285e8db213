/** `memplan convert FILE --to FORMAT`: any readable format to any writable one, planning where the target needs a plan. */

import type { MemplanDocument, PlanDocument } from "../core/document.ts";
import { onlySound, planAndCheck } from "../core/plan-checked.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { documentHash } from "../formats/hash.ts";
import { FORMATS } from "../formats/index.ts";
import type { Command } from "./command.ts";
import { deliver } from "./deliver.ts";
import { givenSizes } from "./dims.ts";
import { suggest, takeFiles, valueOfFlag } from "./flags.ts";
import type { Io } from "./io.ts";
import { inFile, openDocument } from "./open.ts";
import { asksForPlan, PLANNING_FLAGS, readSettingFlags } from "./settings-flags.ts";
import { watchOf } from "./watch.ts";

function planOf(document: MemplanDocument, settings: Settings, io: Io): Result<PlanDocument> {
  if (document.kind === "plan") return ok(document);
  const { watch, better, done } = watchOf(io, settings);
  const planned = onlySound(planAndCheck(document, settings, documentHash(document), watch, better));
  done();
  return planned.ok ? ok(planned.value.document) : planned;
}

export const convert: Command = {
  id: "convert",
  usage: "convert FILE --to FORMAT [--out PATH] [settings]",
  says: "Writes FILE in another format; plans it when that format holds a plan.",
  flags: [
    { flag: "to", value: "FORMAT", says: "The format to write: see memplan list." },
    { flag: "out", value: "PATH", says: "Where to write; absent or -: standard output." },
    ...PLANNING_FLAGS,
  ],
  run: async (parsed, io) => {
    const settings = readSettingFlags(parsed);
    if (!settings.ok) return settings;
    const files = takeFiles(parsed, 1, 1, convert.usage);
    if (!files.ok) return files;
    const writable = FORMATS.flatMap(({ id, write }) => (write === undefined ? [] : [{ id, write }]));
    const ids = writable.map((f) => f.id);
    const to = valueOfFlag(parsed, "to");
    if (to === undefined) {
      return fail("no-value", "--to is missing.", { help: `Write --to and one of ${ids.join(", ")}.` });
    }
    const format = writable.find((f) => f.id === to);
    if (format === undefined) {
      return fail("bad-value", `--to ${to} is not a format that can be written.`, { help: suggest(to, ids) });
    }
    const [file = ""] = files.value;
    const opened = await openDocument(io, file, givenSizes(parsed));
    if (!opened.ok) return opened;
    const { document } = opened.value;
    let made = format.write({ document, plan: null });
    // without a plan first: a graph stays a graph even where it cannot be planned
    if (document.kind !== "plan" && (asksForPlan(parsed) || !made.ok)) {
      const plan = planOf(document, settings.value, io);
      if (!plan.ok) return { ok: false, problem: inFile(plan.problem, file) };
      made = format.write({ document, plan: plan.value });
    }
    if (!made.ok) return { ok: false, problem: inFile(made.problem, file) };
    const written = await deliver(io, valueOfFlag(parsed, "out") ?? "-", made.value);
    return written.ok ? ok(0) : written;
  },
};
