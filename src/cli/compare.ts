/** `memplan compare A B`: what became of plan A in plan B; what is no plan yet is planned with the same settings. */

import type { Comparison } from "../core/compare/comparison.types.ts";
import { toComparisonDocument } from "../core/compare/document.ts";
import { deltaText, headline, kindWord, otherSettings, valueOfRow } from "../core/compare/headline.ts";
import { comparePlans } from "../core/compare.ts";
import type { MemplanDocument } from "../core/document.ts";
import { graphDocumentOf } from "../core/lowered.ts";
import type { Plan } from "../core/plan.types.ts";
import { onlySound, planAndCheck } from "../core/plan-checked.ts";
import { fromPlanDocument } from "../core/plan-document.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { planShipped } from "../core/shipped-plan.ts";
import { formatBytes, formatCount } from "../core/units.ts";
import { writeNative } from "../formats/native/write.ts";
import { type Command, JSON_FLAG } from "./command.ts";
import { deliver } from "./deliver.ts";
import { givenSizes } from "./dims.ts";
import { type FlagDef, takeFiles, valueOfFlag } from "./flags.ts";
import type { Io } from "./io.ts";
import { inFile, openDocument } from "./open.ts";
import { PLANNING_FLAGS, readSettingFlags } from "./settings-flags.ts";
import { alignColumns } from "./text.ts";
import { watchOf } from "./watch.ts";

const SHIPPED_FLAG: FlagDef = {
  flag: "shipped",
  says: "Compare the plans that the files carry, not new ones.",
};

async function planIn(
  io: Io,
  file: string,
  settings: Settings,
  dims: readonly string[],
  shipped: boolean,
): Promise<Result<Plan>> {
  const opened = await openDocument(io, file, dims);
  if (!opened.ok) return opened;
  const { document } = opened.value;
  if (document.kind === "plan") {
    const read = fromPlanDocument(document);
    return read.ok ? read : { ok: false, problem: inFile(read.problem, file) };
  }
  if (shipped) return shippedIn(document, file);
  const { watch, better, done } = watchOf(io, settings);
  const made = onlySound(planAndCheck(document, settings, "", watch, better));
  done();
  return made.ok ? ok(made.value.plan) : { ok: false, problem: inFile(made.problem, file) };
}

function shippedIn(document: MemplanDocument, file: string): Result<Plan> {
  const carrier = document.kind === "dataflow" ? document : graphDocumentOf(document);
  const made = carrier === undefined ? null : planShipped(carrier);
  if (made !== null) return ok(made.plan);
  return fail("no-plan", "The file carries no plan of its own.", {
    where: file,
    help: "Leave out --shipped, and a new plan of it is compared.",
  });
}

function storagesThatDiffer(comparison: Comparison): string[][] {
  const { totals } = comparison;
  return totals
    .filter(({ storages }) => storages > 0)
    .map(({ kind, storages, aBytes, bBytes }) => [
      kindWord(kind),
      formatCount(storages),
      formatBytes(aBytes),
      formatBytes(bBytes),
      deltaText(bBytes - aBytes, "bytes"),
    ]);
}

function say(comparison: Comparison, a: string, b: string): string {
  const { order, axis } = comparison;
  const numbers = headline(comparison).map((row) => [
    row.title,
    valueOfRow(row.a, row.unit),
    valueOfRow(row.b, row.unit),
    deltaText(row.b - row.a, row.unit),
  ]);
  const settings = otherSettings(comparison).map((row) => [row.title, row.a, row.b, ""]);
  const nodes = [
    `nodes: ${formatCount(order.common)} in both`,
    `${formatCount(order.moved.length)} in another order`,
    `${formatCount(order.came.length)} came`,
    `${formatCount(order.went.length)} went`,
  ].join(", ");
  const right = [1, 2, 3];
  return [
    `A: ${a}\nB: ${b}\n\n`,
    alignColumns([["", "A", "B", "difference"], ...numbers, ...settings], right),
    "\n",
    alignColumns(
      [["storages", "", "bytes in A", "in B", "difference"], ...storagesThatDiffer(comparison)],
      [1, 2, 3, 4],
    ),
    axis.plain && order.moved.length === 0 ? "" : `\n${nodes}\n`,
  ].join("");
}

export const compare: Command = {
  id: "compare",
  usage: "compare A B [--shipped] [--json PATH] [settings]",
  says: "Tells what became of A in B: plans, or documents that are planned first.",
  flags: [JSON_FLAG, SHIPPED_FLAG, ...PLANNING_FLAGS],
  run: async (parsed, io) => {
    const settings = readSettingFlags(parsed);
    if (!settings.ok) return settings;
    const files = takeFiles(parsed, 2, 2, compare.usage);
    if (!files.ok) return files;
    const [fileA = "", fileB = ""] = files.value;
    const dims = givenSizes(parsed);
    const shipped = valueOfFlag(parsed, SHIPPED_FLAG.flag) === "on";
    const a = await planIn(io, fileA, settings.value, dims, shipped);
    if (!a.ok) return a;
    const b = await planIn(io, fileB, settings.value, dims, shipped);
    if (!b.ok) return b;
    const comparison = comparePlans(a.value, b.value);
    const json = valueOfFlag(parsed, "json");
    if (json !== undefined) {
      const written = await deliver(io, json, writeNative(toComparisonDocument(comparison)));
      if (!written.ok) return written;
    }
    if (json !== "-") io.out(say(comparison, fileA, fileB));
    return ok(0);
  },
};
