/** The words and tables of the Markdown summary; numbers with their exact bytes, so that nothing has to be asked again. */

import { check } from "../../core/check.ts";
import type { PlanDocument, SourceDocument } from "../../core/document.ts";
import { type Hole, holesAt, peakContributors } from "../../core/explain.ts";
import type { Plan } from "../../core/plan.types.ts";
import { fromPlanDocument } from "../../core/plan-document.ts";
import { SETTINGS, type SettingDef } from "../../core/settings.ts";
import {
  formatAddress,
  formatBytes,
  formatBytesExactly,
  formatCount,
  formatPercent,
  formatSteps,
} from "../../core/units.ts";

/** Rows of a table that is about the largest of something. */
const LARGEST = 10;
const HOLES = 5;
/** Violations that are told one by one. */
const TOLD = 10;

/** Text of a table's cell, or of a line: what Markdown would take for its own is escaped. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#]/g, "\\$&");
}

/** A name as code; a name cannot end it, nor its cell. */
function code(name: string): string {
  return `\`${name.replace(/\s+/g, " ").replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

/** `right`: columns of numbers. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (right.includes(i) ? "--:" : "---"));
  return [head, rule, ...rows].map(line).join("\n");
}

function share(part: number, whole: number): string {
  return formatPercent(whole === 0 ? 0 : part / whole);
}

function stepWords(plan: PlanDocument): string {
  const { peakStep } = plan.stats;
  const node = plan.order[peakStep];
  return node === undefined
    ? `step ${formatCount(peakStep)}`
    : `step ${formatCount(peakStep)}, ${code(node)}`;
}

function anyOrder(plan: PlanDocument): boolean {
  return plan.arenas.some(({ antichain }) => antichain !== undefined);
}

function fitWords(plan: PlanDocument): string {
  if (!plan.stats.fits) return "**does not fit**";
  return plan.arenas.some(({ capacity }) => capacity !== null) ? "fits" : "no capacity given";
}

function headline(plan: PlanDocument): string {
  const { stats } = plan;
  const proven = plan.arenas.every(({ optimal }) => optimal) ? "proven optimal" : "not proven optimal";
  const where = anyOrder(plan) ? "holds in any order" : `most alive at ${stepWords(plan)}`;
  return table(
    ["", "", ""],
    [
      ["**Peak**", `**${formatBytesExactly(stats.peakBytes)}**`, fitWords(plan)],
      ["Lower bound", formatBytesExactly(stats.lowerBoundBytes), where],
      [
        "Fragmentation",
        formatBytesExactly(stats.fragmentationBytes),
        `${share(stats.fragmentationBytes, stats.lowerBoundBytes)} above the bound, ${proven}`,
      ],
      [
        "Without reuse",
        formatBytesExactly(stats.totalBytes),
        `${share(stats.totalBytes - stats.peakBytes, stats.totalBytes)} saved`,
      ],
      ["Padding", formatBytesExactly(stats.paddingBytes), "added by rounding up to the alignment"],
      ["Storages", formatCount(stats.storages), `in ${formatCount(stats.buffers)} buffers`],
    ],
    [1],
  );
}

function arenas(plan: PlanDocument): string {
  const rows = plan.arenas.map(({ id, peak, lowerBound, capacity, alignment, optimal }) => [
    code(id),
    formatCount(peak),
    formatCount(lowerBound),
    capacity === null ? "–" : formatCount(capacity),
    formatCount(alignment),
    capacity === null
      ? "no limit"
      : peak <= capacity
        ? `fits, ${formatBytes(capacity - peak)} free`
        : `**${formatBytes(peak - capacity)} too much**`,
    optimal ? "yes" : "no",
  ]);
  return table(
    ["arena", "peak (B)", "bound (B)", "capacity (B)", "alignment (B)", "", "proven optimal"],
    rows,
    [1, 2, 3, 4],
  );
}

function valueWords(setting: SettingDef, value: unknown): string {
  if (setting.kind === "choice")
    return setting.choices.find(({ id }) => id === value)?.title ?? String(value);
  if (setting.kind === "switch") return value === true ? "on" : "off";
  if (value === null || value === "") return "–";
  return typeof value === "number" ? formatCount(value) : String(value);
}

/** Names of settings that make no difference to this plan. */
function idle({ settings, source }: PlanDocument): ReadonlySet<string> {
  const others = SETTINGS.filter(({ only }) => only !== undefined && only !== source.kind);
  return new Set([...others.map(({ name }) => name), ...(settings.slots === true ? [] : ["share"])]);
}

function settingRows(plan: PlanDocument): readonly (readonly string[])[] {
  const without = idle(plan);
  return SETTINGS.filter(({ name }) => !without.has(name)).map((setting) => {
    const value = plan.settings[setting.name];
    const words = value === undefined ? "not said" : plain(valueWords(setting, value));
    return [setting.title, words, value === undefined || value === setting.initial ? "" : "changed"];
  });
}

function liveSet(plan: Plan): string {
  const all = peakContributors(plan).filter(({ bytes }) => bytes > 0);
  const whole = all.reduce((sum, { bytes }) => sum + bytes, 0);
  const { storages } = plan;
  const rows = all
    .slice(0, LARGEST)
    .map(({ storage: s, bytes }) => [
      code(storages.id[s] ?? ""),
      formatCount(bytes),
      share(bytes, whole),
      formatAddress(storages.offset[s] ?? 0, plan.stats.peakBytes),
      formatSteps(storages.start[s] ?? 0, storages.end[s] ?? 0),
      ...(plan.arenas.length > 1 ? [code(plan.arenas[storages.arena[s] ?? 0]?.id ?? "")] : []),
    ]);
  const rest = all.slice(LARGEST);
  const restBytes = rest.reduce((sum, { bytes }) => sum + bytes, 0);
  const more =
    rest.length === 0
      ? ""
      : `\n\nAnd ${formatCount(rest.length)} more, together ${formatBytesExactly(restBytes)}.`;
  const head = [
    "storage",
    "bytes",
    "of the live",
    "address",
    "alive",
    ...(plan.arenas.length > 1 ? ["arena"] : []),
  ];
  return table(head, rows, [1, 2, 3]) + more;
}

function holes(plan: Plan): string {
  const all: readonly Hole[] = holesAt(plan, plan.stats.peakStep).toSorted(
    (a, b) => b.bytes - a.bytes || a.arena - b.arena || a.offset - b.offset,
  );
  if (all.length === 0) return "None: every byte below the peak is in use.";
  const free = all.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = all.slice(0, HOLES).map(({ arena, offset, bytes }) => {
    const most = plan.stats.peakBytes;
    const range = `[${formatAddress(offset, most)}, ${formatAddress(offset + bytes, most)})`;
    return [code(plan.arenas[arena]?.id ?? ""), formatCount(bytes), range];
  });
  const said = `${formatCount(all.length)} ${all.length === 1 ? "hole" : "holes"}, together ${formatBytesExactly(free)}.`;
  return `${table(["arena", "bytes", "addresses"], rows, [1])}\n\n${said}`;
}

function verdict(plan: PlanDocument, source: SourceDocument | undefined): string {
  const violations = check(plan, source);
  if (violations.length === 0) {
    const against =
      source === undefined ? "the plan itself; the document it is of was not there" : "its document";
    return `Checked independently of the planner, against ${against}: no violation.`;
  }
  const told = violations.slice(0, TOLD).map(({ code: word, message }) => `- \`${word}\` ${plain(message)}`);
  const more = violations.length > TOLD ? [`- and ${formatCount(violations.length - TOLD)} more`] : [];
  return [
    `**The plan is wrong: ${formatCount(violations.length)} ${violations.length === 1 ? "violation" : "violations"}.**`,
    "",
    ...told,
    ...more,
  ].join("\n");
}

/** As a shell takes it for one word. */
function word(text: string): string {
  return /^[\w.,:+=/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function flags(plan: PlanDocument): string {
  const without = idle(plan);
  return SETTINGS.flatMap(({ name, flag, initial }) => {
    const value = plan.settings[name];
    // null is what a document says: there is no flag for it
    if (value === undefined || value === initial || value === null || without.has(name)) return [];
    const said = typeof value === "boolean" ? (value ? "on" : "off") : String(value);
    return [` --${flag} ${word(said)}`];
  }).join("");
}

function reproduce(plan: PlanDocument): string {
  const { source, producer } = plan;
  const lines = ["```sh", `npm run -s memplan -- plan FILE${flags(plan)}`, "```", ""];
  const of = `FILE is the ${source.kind} document ${code(source.name)}${source.sha256 === "" ? "" : `, SHA-256 \`${source.sha256}\``}.`;
  const early =
    plan.settings.endedEarly === true
      ? " Its search ended early: the same settings may give another plan."
      : "";
  return [...lines, `${of} Made by ${plain(producer.name)} ${plain(producer.version)}.${early}`].join("\n");
}

/** The page, ending in a newline; the same plan gives the same bytes. `source` is the document that it is of, when it is there. */
export function writeMarkdown(document: PlanDocument, source: SourceDocument | undefined): string {
  const read = fromPlanDocument(document);
  const peak = anyOrder(document)
    ? "## Alive at the fullest step of one order"
    : `## Alive at the peak: ${stepWords(document)}`;
  const parts = [
    `# Memory plan of ${plain(document.name)}`,
    headline(document),
    "## Arenas",
    arenas(document),
    ...(read.ok ? [peak, liveSet(read.value), "## Largest holes at that step", holes(read.value)] : []),
    "## Verdict",
    verdict(document, source),
    "## Settings",
    table(["setting", "value", ""], settingRows(document)),
    "## How to make it again",
    reproduce(document),
  ];
  return `${parts.join("\n\n")}\n`;
}
