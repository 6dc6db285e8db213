/** What the colours of a comparison say, with how many storages and bytes each; a press means a kind, alone or with others. */

import { useEffect, useReducer } from "react";
import { useStore } from "zustand";
import type { Comparison, Kind } from "../../core/compare/comparison.types.ts";
import { deltaText, kindWord } from "../../core/compare/headline.ts";
import { formatBytesExactly, formatCount } from "../../core/units.ts";
import { canvasSurface } from "../../draw/canvas-surface.ts";
import { onTheme, theme } from "../../draw/theme.ts";
import { comparingStore, toggleKind } from "../../store/comparing.ts";
import css from "./Compare.module.css";
import { fillsFor, fillsOfKind, inksFor, paintPattern } from "./fills.ts";

const WIDE = 14;
const TALL = 12;

/** A fill of the comparison with its pattern. */
export function Sample(props: { fill: number; className?: string | undefined }) {
  const { fill } = props;
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => onTheme(again), []);
  const paint = (canvas: HTMLCanvasElement | null) => {
    const context = canvas?.getContext("2d");
    if (context == null) return;
    const colours = theme();
    context.setTransform(2, 0, 0, 2, 0, 0);
    context.clearRect(0, 0, WIDE, TALL);
    const surface = canvasSurface(context, colours);
    const box = { x: 0, y: 0, w: WIDE, h: TALL };
    surface.fill(0, 0, WIDE, TALL, fillsFor(colours.scheme)[fill] ?? "");
    surface.clip(box, () => paintPattern(surface, box, fill, inksFor(colours.scheme)[fill] ?? ""));
  };
  return (
    <canvas
      className={`${css.sample} ${props.className ?? ""}`}
      ref={paint}
      width={WIDE * 2}
      height={TALL * 2}
    />
  );
}

/** What a press on a kind does while `kinds` are meant. */
function pressSays(kinds: readonly Kind[], kind: Kind): string {
  if (kinds.length === 0) return "Press to show this kind alone.";
  return kinds.includes(kind) ? "Press to leave it out." : "Press to show it, too.";
}

export function Legend(props: { comparison: Comparison }) {
  const kinds = useStore(comparingStore, (s) => s.kinds);
  const there = props.comparison.totals.filter(({ storages }) => storages > 0);
  const quiet = (kind: Kind) => kinds.length > 0 && !kinds.includes(kind);
  return (
    <fieldset className={css.legend} aria-label="What became of the storages">
      {there.map(({ kind, storages, aBytes, bBytes }) => (
        <button
          key={kind}
          type="button"
          className={css.kind}
          aria-pressed={kinds.includes(kind)}
          title={`${formatBytesExactly(aBytes)} in A, ${formatBytesExactly(bBytes)} in B, ${deltaText(bBytes - aBytes, "bytes")}. ${pressSays(kinds, kind)}${kind === "moved" ? " Blue lies lower in B, orange higher." : ""}`}
          onClick={() => toggleKind(kind)}
        >
          {fillsOfKind(kind).map((fill) => (
            <Sample key={fill} fill={fill} className={quiet(kind) ? css.quietSample : undefined} />
          ))}
          {kind === "same" ? "stayed" : kindWord(kind)} <b>{formatCount(storages)}</b>
        </button>
      ))}
      {kinds.length > 0 && (
        <button type="button" className={css.kind} onClick={() => comparingStore.setState({ kinds: [] })}>
          Show all
        </button>
      )}
    </fieldset>
  );
}
