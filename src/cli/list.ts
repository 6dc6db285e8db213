/** `memplan list`: the tables of formats and strategies, as the page has them. */

import { LIFETIMES } from "../core/life/index.ts";
import { ORDERS } from "../core/order/index.ts";
import { PLACEMENTS } from "../core/place/index.ts";
import { PRESETS } from "../core/presets.ts";
import { ok } from "../core/result.ts";
import { type Choice, SETTINGS, SHARES } from "../core/settings.ts";
import { infoOf } from "../formats/format.ts";
import { FORMATS } from "../formats/index.ts";
import { type Command, JSON_FLAG } from "./command.ts";
import { deliver } from "./deliver.ts";
import { takeFiles, valueOfFlag } from "./flags.ts";
import { alignColumns, indent, toJson } from "./text.ts";

function plain({ id, title, says }: Choice): Choice {
  return { id, title, says };
}

function tables() {
  return {
    formats: FORMATS.map(infoOf),
    orders: ORDERS.map(plain),
    lifetimes: LIFETIMES.map(plain),
    placements: PLACEMENTS.map(plain),
    shares: SHARES.map(plain),
    presets: PRESETS.map((p) => ({ ...plain(p), settings: p.settings })),
    settings: SETTINGS.map((s) => ({
      name: s.name,
      flag: `--${s.flag}`,
      kind: s.kind,
      initial: s.initial,
      ...(s.kind === "choice" ? { values: s.choices.map((c) => c.id) } : {}),
      says: s.says,
    })),
  };
}

function sayTables(): string {
  const { formats, settings, ...strategies } = tables();
  const parts: [string, string[][]][] = [
    [
      "formats",
      formats.map((f) => [f.id, [f.reads ? "reads" : "", f.writes ? "writes" : ""].join(" ").trim(), f.says]),
    ],
    ...Object.entries(strategies).map(([name, rows]): [string, string[][]] => [
      name,
      rows.map((row) => [row.id, row.says]),
    ]),
    ["settings", settings.map((s) => [s.flag, s.initial === null ? "–" : String(s.initial), s.says])],
  ];
  return parts.map(([name, rows]) => `${name}\n${indent(alignColumns(rows))}`).join("\n");
}

export const list: Command = {
  id: "list",
  usage: "list [--json PATH]",
  says: "Lists formats, orders, lifetimes, placements, presets and settings.",
  flags: [JSON_FLAG],
  run: async (parsed, io) => {
    const files = takeFiles(parsed, 0, 0, list.usage);
    if (!files.ok) return files;
    const json = valueOfFlag(parsed, "json");
    const written =
      json === undefined ? await deliver(io, "-", sayTables()) : await deliver(io, json, toJson(tables()));
    return written.ok ? ok(0) : written;
  },
};
