/** The operations of the schedule as text, a line each; only the lines in sight exist. */

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { tileName } from "../../../core/dialects/tiles/program.types.ts";
import { opText } from "../../../core/dialects/tiles/text.ts";
import { formatCount } from "../../../core/units.ts";
import { NONE, ROLE } from "../../../look/scratchpad/scratchpad.types.ts";
import { later } from "../../../store/later.ts";
import { type ShownTiling, tilingStore } from "../../../store/tiling.ts";
import { chooseOp, goToOp, pointOp, revealOp } from "../../../store/tiling-links.ts";
import { tilingServices } from "../../../store/tiling-services.ts";
import { LaterMenu } from "../../../ui/LaterMenu.tsx";
import { PaneHead } from "../../../ui/PaneHead.tsx";
import { touchedBy } from "../meaning.ts";
import { RoleSwatch } from "../RoleSwatch.tsx";
import css from "./OpList.module.css";
import { countOfRows, evictionsFor, type OpRows, rowAt, rowOfOp } from "./rows.ts";

/** Height of a line in pixels, as in the style sheet. */
const ROW = 20;

const EXPORTS = [
  {
    title: "Schedule",
    entries: (["json", "text"] as const).flatMap((form) => {
      const name = form === "json" ? "JSON" : "text";
      return [
        {
          id: `save-${form}`,
          title: `Save as ${name}`,
          ...(form === "json" ? { says: "by schema/tiles.schema.json" } : {}),
          run: () => later(tilingServices().save(form)),
        },
        { id: `copy-${form}`, title: `Copy as ${name}`, run: () => later(tilingServices().copy(form)) },
      ];
    }),
  },
];

export function OpList() {
  const shown = useStore(tilingStore, (s) => s.shown);
  return (
    <section className={css.pane} aria-label="Operations" data-testid="tile-ops">
      <PaneHead
        title="Operations"
        {...(shown === null ? {} : { says: formatCount(shown.tiled.schedule.ops.count) })}
      >
        {shown !== null && (
          <LaterMenu trigger="Export" label="Export schedule" look="quiet" groups={EXPORTS} />
        )}
      </PaneHead>
      {shown === null ? null : <List shown={shown} />}
    </section>
  );
}

/** The operation that a key leads to; undefined when it is none that does. */
function moved(key: string, op: number | null, count: number, page: number): number | undefined {
  const from = op ?? -1;
  const to = {
    ArrowDown: from + 1,
    ArrowUp: op === null ? count - 1 : from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to));
}

function List(props: { shown: ShownTiling }) {
  const { tiled } = props.shown;
  const { ops, evictions } = tiled.schedule;
  const rows: OpRows = useMemo(() => ({ ops: ops.count, evictions }), [ops, evictions]);
  const faults = useMemo(
    () => new Map(tiled.proof.faults.map(({ op, message }) => [op, message])),
    [tiled.proof],
  );
  const op = useStore(tilingStore, (s) => s.op);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: countOfRows(rows),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  useEffect(() => {
    if (op !== null) virtual.scrollToIndex(rowOfOp(rows, op), { align: "auto" });
  }, [op, rows, virtual]);
  const inSight = virtual.getVirtualItems();
  const current = op === null ? -1 : rowOfOp(rows, op);
  const seen = inSight.some(({ index }) => index === current);
  const onKeyDown = (e: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 2);
    const to = moved(e.key, op, ops.count, page);
    if (to !== undefined) goToOp(to);
    else if (e.key === "Enter" && op !== null) revealOp(op);
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="listbox"
      tabIndex={0}
      aria-label="Operations of the schedule"
      aria-activedescendant={seen ? `tile-op-${op}` : undefined}
      onKeyDown={onKeyDown}
      onPointerLeave={() => pointOp(null)}
    >
      <div className={css.lines} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {inSight.map(({ index, start }) => {
          const row = rowAt(rows, index);
          return row.eviction < 0 ? (
            <Line
              key={index}
              shown={props.shown}
              op={row.op}
              top={start}
              fault={faults.get(row.op)}
              selected={row.op === op}
            />
          ) : (
            <Evicted key={index} shown={props.shown} eviction={row.eviction} top={start} />
          );
        })}
      </div>
    </div>
  );
}

function Line(props: {
  shown: ShownTiling;
  op: number;
  top: number;
  fault: string | undefined;
  selected: boolean;
}) {
  const { shown, op, top, fault, selected } = props;
  const { tiled, index } = shown;
  const { program, schedule } = tiled;
  const hovered = useStore(tilingStore, (s) => s.hoverOp === op);
  const touches = useStore(tilingStore, ({ hoverTile, tile }) => {
    const meant = hoverTile ?? tile;
    return meant !== null && touchedBy(tiled, index, op).some((one) => one.tile === meant);
  });
  const r = index.of[op] ?? NONE;
  const text = opText(program, schedule.ops, op);
  const [first, past] = evictionsFor(schedule.evictions, op);
  const gone = schedule.evictions.slice(first, past).map(({ tile }) => tileName(program, tile));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus, and takes the keys
    <div
      id={`tile-op-${op}`}
      className={css.line}
      style={{ transform: `translateY(${top}px)` }}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-posinset={op + 1}
      aria-setsize={schedule.ops.count}
      aria-label={[
        `${op} ${text}`,
        ...(gone.length > 0 ? [`after evicting ${gone.join(", ")}`] : []),
        ...(fault === undefined ? [] : ["wrong"]),
      ].join(", ")}
      title={fault ?? text}
      data-hovered={hovered}
      data-touches={touches}
      data-wrong={fault !== undefined}
      onClick={() => chooseOp(op)}
      onDoubleClick={() => revealOp(op)}
      onPointerEnter={() => pointOp(op)}
    >
      <span className={css.number}>{op}</span>
      <RoleSwatch
        role={r === NONE ? ROLE.sum : (index.residencies.role[r] ?? 0)}
        buffer={schedule.ops.buffer[op] ?? -1}
      />
      {fault !== undefined && <strong className={css.wrong}>wrong</strong>}
      {text}
    </div>
  );
}

/** For the pointer alone: to others the operation says what went for it. */
function Evicted(props: { shown: ShownTiling; eviction: number; top: number }) {
  const { program, schedule } = props.shown.tiled;
  const eviction = schedule.evictions[props.eviction];
  if (eviction === undefined) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the operation that it made room for is reached by keys, and tells it
    <div
      className={css.evicted}
      style={{ transform: `translateY(${props.top}px)` }}
      role="presentation"
      onClick={() => goToOp(eviction.op)}
      onPointerEnter={() => pointOp(eviction.op)}
    >
      evict {tileName(program, eviction.tile)}
    </div>
  );
}
