/** The arenas of two exports of a program side by side: what each file has, and the difference. */

import { useMemo } from "react";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../../core/units.ts";
import { type ArenaPair, arenaPairs, type FileArena } from "../../look/methods/file-rows.ts";
import type { OtherFile } from "../../store/methods-answers.ts";
import { type Column, SortTable } from "../../ui/SortTable.tsx";
import css from "./FilePlan.module.css";

function differenceText(here: number, there: number): string {
  const by = there - here;
  if (by === 0) return "the same";
  const share = here === 0 ? "" : ` (${formatPercent(Math.abs(by) / here)})`;
  return `${by > 0 ? "+" : "−"}${formatBytes(Math.abs(by))}${share}`;
}

type Of = (arena: FileArena) => number | null;

/** What a number of an arena is in one file. */
function column(id: string, title: string, says: string, side: "here" | "there", of: Of): Column<ArenaPair> {
  const value = (pair: ArenaPair) => (pair[side] === null ? null : of(pair[side]));
  return {
    id,
    title,
    says,
    width: 108,
    numeric: true,
    by: (pair) => value(pair) ?? -1,
    cell: (pair) => {
      const bytes = value(pair);
      return bytes === null ? "–" : <span title={formatBytesExactly(bytes)}>{formatBytes(bytes)}</span>;
    },
  };
}

const SIZE: Of = (arena) => arena.size;
const BOUND: Of = (arena) => arena.bound;

function difference(id: string, says: string, of: Of): Column<ArenaPair> {
  const value = (pair: ArenaPair) => {
    const here = pair.here === null ? 0 : of(pair.here);
    const there = pair.there === null ? 0 : of(pair.there);
    return here === null || there === null ? null : { here, there };
  };
  return {
    id,
    title: "difference",
    says,
    width: 140,
    numeric: true,
    by: (pair) => {
      const both = value(pair);
      return both === null ? 0 : both.there - both.here;
    },
    cell: (pair) => {
      const both = value(pair);
      return both === null ? "–" : differenceText(both.here, both.there);
    },
  };
}

function columns(name: string): readonly Column<ArenaPair>[] {
  return [
    {
      id: "arena",
      title: "arena",
      says: "Method and number of the arena",
      by: (r) => r.id,
      cell: (r) => r.id,
    },
    column("size", "this file", "As large as the open file has it", "here", SIZE),
    column("other", "other file", `As large as ${name} has it`, "there", SIZE),
    difference("by", "What the other file takes more or less", SIZE),
    column("bound", "needed", "The most that is needed at one time in the open file", "here", BOUND),
    column("otherBound", "needed there", `The most that is needed at one time in ${name}`, "there", BOUND),
    difference("boundBy", "What the other file needs more or less at one time", BOUND),
  ];
}

export function TwoFiles({ here, there }: { here: readonly FileArena[]; there: OtherFile }) {
  const shown = useMemo(() => columns(there.name), [there.name]);
  const rows = useMemo(() => arenaPairs(here, there.arenas), [here, there]);
  const sum = (arenas: readonly FileArena[]) => arenas.reduce((n, { size }) => n + (size ?? 0), 0);
  const conflicts = there.conflicts === 0 ? "no conflict" : `${formatCount(there.conflicts)} conflicts`;
  return (
    <>
      <p className={css.versus} data-testid="two-files">
        All arenas: {formatBytes(sum(here))} here, {formatBytes(sum(there.arenas))} in {there.name},{" "}
        {differenceText(sum(here), sum(there.arenas))}; {conflicts} there.
      </p>
      <SortTable label="Arenas of both files" rows={rows} columns={shown} keyOf={(r) => r.id} />
    </>
  );
}
