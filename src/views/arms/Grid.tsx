/** The table of buffers and arms. Its cells have no hands of their own: the table hears for all of them. */

import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useStore } from "zustand";
import { changeBuffer } from "../../core/dialects/arms/edit/buffers.ts";
import { parseBytes } from "../../core/units.ts";
import { clamped, FIXED, type Spot, walked } from "../../look/arms/walk.ts";
import { armsStore, showArm, showBuffer } from "../../store/arms.ts";
import { nameArm, nameBuffer } from "../../store/arms-doings.ts";
import { editArms } from "../../store/arms-editing.ts";
import { point } from "../../store/session.ts";
import { tell } from "../../store/spoken.ts";
import { PointMenu } from "../../ui/Menu.tsx";
import { useFills } from "./fills.ts";
import { armAt, type Editing, type Follow, pressed } from "./grid-keys.ts";
import { type AskedMenu, menuOf } from "./grid-menus.ts";
import { cellAt, placeOf, reached, spotOf } from "./grid-places.ts";
import { Heads } from "./Heads.tsx";
import { pointAt, selectIn, useLit } from "./lit.ts";
import type { ArmsModel } from "./model.ts";
import { Row } from "./Row.tsx";
import { rowHeight, useRowsInSight } from "./rows-in-sight.ts";
import css from "./Table.module.css";

interface OpenMenu extends AskedMenu {
  readonly at: { readonly x: number; readonly y: number };
}

export function Grid(props: { model: ArmsModel }) {
  const { model } = props;
  const { places, rows, report } = model;
  const grid = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<Spot>({ row: 0, column: FIXED, lane: 0 });
  const active = useMemo(() => clamped(places, rows.length, wanted), [places, rows.length, wanted]);
  const last = useRef(active);
  last.current = active;
  const [editing, setEditing] = useState<Editing | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const hasFocus = useRef(false);
  const following = useRef<Follow | null>(null);
  const awaited = useRef(false);
  const hover = useLit("hover");
  const selection = useLit("selection");
  const shown = useStore(armsStore, (s) => s.arm);
  const pair = useStore(armsStore, (s) => s.pair);
  const fills = useFills();
  const chosen = useMemo(() => {
    const [buffer] = selection.buffers;
    return { row: buffer === undefined ? -1 : rows.findIndex(({ buffer: { id } }) => id === buffer) };
  }, [selection, rows]);
  const height = rowHeight(places.lanes);
  const inSight = useRowsInSight(grid, rows.length, height, active.row, chosen.row);

  const letters = Math.max(
    4,
    ...report.arms.map(({ id, regions }) => id.length + (regions.length > 0 ? 4 : 0)),
  );
  const sizes = {
    "--lanes": places.lanes,
    "--columns": places.columns.length,
    "--letters": letters,
  } as CSSProperties;

  const focus = useCallback((spot: Spot) => {
    setWanted(spot);
    awaited.current = !reached(grid.current, spot);
  }, []);

  // a row that was far out of sight did not exist: now that it is wanted, it does
  useLayoutEffect(() => {
    if (awaited.current) reached(grid.current, active);
    awaited.current = false;
  }, [active]);

  // what is made or moved keeps the focus; what is taken away leaves it to its place
  useLayoutEffect(() => {
    const follow = following.current;
    following.current = null;
    const to = follow === null ? undefined : placeOf(model, follow);
    if (to !== undefined) focus(to);
    else if (hasFocus.current && document.activeElement === document.body)
      focus(clamped(model.places, model.rows.length, last.current));
  }, [model, focus]);

  // one arm pointed at anywhere lights its column, in rows that come into sight too
  // biome-ignore lint/correctness/useExhaustiveDependencies: cells hang on the rows that there are
  useEffect(() => {
    const [arm] = hover.buffers.size === 0 && hover.arms.size === 1 ? [...hover.arms] : [];
    const at = report.arms.findIndex(({ id }) => id === arm);
    if (at < 0) return;
    const cells = [...(grid.current?.querySelectorAll<HTMLElement>(`[data-arm="${at}"]`) ?? [])];
    for (const cell of cells) cell.dataset.lit = "true";
    return () => {
      for (const cell of cells) delete cell.dataset.lit;
    };
  }, [hover, report, inSight]);

  // what is selected elsewhere comes into sight
  useEffect(() => {
    grid.current?.querySelector(`[data-row="${chosen.row}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  const openMenu = useCallback(
    (spot: Spot, at?: { x: number; y: number }) => {
      const box = cellAt(grid.current, spot)?.getBoundingClientRect();
      const asked = menuOf(model, spot, setEditing);
      if (asked === undefined)
        tell("These statements are outside the arms: the menu of their head puts them into one.");
      else setMenu({ at: at ?? { x: box?.left ?? 0, y: box?.bottom ?? 0 }, ...asked });
    },
    [model],
  );

  const onKeyDown = (e: KeyboardEvent) => {
    const spot = spotOf(e.target);
    if (spot === undefined || e.target instanceof HTMLInputElement || e.metaKey) return;
    const page = Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / height) - 2);
    const to = e.altKey || e.shiftKey ? undefined : walked(places, rows.length, spot, e, page);
    if (to !== undefined) focus(to);
    else if (
      e.ctrlKey ||
      !pressed(model, spot, e, {
        edit: setEditing,
        menu: (at) => openMenu(at),
        follow: (what) => {
          following.current = what;
          const place = placeOf(model, what);
          if (place !== undefined) focus(place);
        },
      })
    )
      return;
    e.preventDefault();
    e.stopPropagation();
  };

  const onClick = (e: MouseEvent) => {
    const spot = spotOf(e.target);
    if (spot === undefined || e.target instanceof HTMLInputElement) return;
    focus(spot);
    const arm = report.arms[armAt(model, spot)];
    const buffer = rows[spot.row]?.buffer.id;
    if (spot.row < 0 && arm !== undefined) {
      showArm(arm.id);
      selectIn("node", arm.id);
    } else if (buffer !== undefined) {
      selectIn("tensor", buffer);
      if (spot.column >= FIXED) openMenu(spot);
      else showBuffer(buffer);
    }
  };

  const onDoubleClick = (e: MouseEvent) => {
    const spot = spotOf(e.target);
    if (spot === undefined) return;
    if (spot.row < 0) setEditing({ kind: "arm", arm: armAt(model, spot) });
    else if (spot.column < 2) setEditing({ kind: spot.column === 0 ? "name" : "bytes", row: spot.row });
  };

  const pointedAt = useRef<string>("");
  const onPointerOver = (e: { target: EventTarget | null }) => {
    const spot = spotOf(e.target);
    const key = spot === undefined ? "" : spot.row < 0 ? `arm ${armAt(model, spot)}` : `row ${spot.row}`;
    if (key === pointedAt.current) return;
    pointedAt.current = key;
    if (spot === undefined) point(null);
    else if (spot.row < 0) pointAt("node", report.arms[armAt(model, spot)]?.id ?? "");
    else pointAt("tensor", rows[spot.row]?.buffer.id ?? "");
  };

  const leaveDraft = useCallback(() => {
    setEditing(null);
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) focus(last.current);
    });
  }, [focus]);

  const given = useMemo(() => {
    const row = editing === null || editing.kind === "arm" ? undefined : rows[editing.row]?.buffer.id;
    return (text: string): boolean => {
      if (editing === null) return true;
      if (editing.kind === "arm") return nameArm(report.arms[editing.arm]?.id ?? "", text).ok;
      if (row === undefined) return true;
      if (editing.kind === "name") return nameBuffer(row, text).ok;
      const bytes = parseBytes(text);
      if (bytes === undefined || !Number.isInteger(bytes)) {
        tell("Type a size, such as 4096, 4 KiB or 1.5 MiB.");
        return false;
      }
      return editArms((document) => changeBuffer(document, row, { bytes })).ok;
    };
  }, [editing, rows, report]);

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: cells are stacked in columns, which tables cannot do */}
      <div
        ref={grid}
        className={css.grid}
        role="grid"
        aria-label="Buffers and arms"
        aria-rowcount={rows.length + 1}
        aria-colcount={FIXED + report.arms.length}
        tabIndex={-1}
        style={sizes}
        data-stacked={places.lanes > 1}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={(e) => {
          const spot = spotOf(e.target);
          if (spot === undefined) return;
          e.preventDefault();
          focus(spot);
          openMenu(spot, e.clientX === 0 && e.clientY === 0 ? undefined : { x: e.clientX, y: e.clientY });
        }}
        onPointerOver={onPointerOver}
        onPointerLeave={() => {
          pointedAt.current = "";
          point(null);
        }}
        onFocus={(e) => {
          hasFocus.current = true;
          const spot = spotOf(e.target);
          if (spot !== undefined) setWanted(spot);
        }}
        onBlur={(e) => {
          if (e.relatedTarget !== null && !e.currentTarget.contains(e.relatedTarget))
            hasFocus.current = false;
        }}
      >
        <Heads
          model={model}
          shown={shown}
          lit={hover.arms}
          active={active.row < 0 ? active : null}
          editing={editing?.kind === "arm" ? editing.arm : -1}
          onGive={given}
          onLeave={leaveDraft}
        />
        {inSight.rows.map(({ index, gap }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const { id } = row.buffer;
          const draft = editing?.kind !== "arm" && editing?.row === index ? editing : undefined;
          return (
            <Fragment key={id}>
              {gap > 0 && <div style={{ height: gap }} />}
              <Row
                row={row}
                places={places}
                ids={model.ids}
                index={index}
                fill={fills.get(id)}
                hovered={hover.buffers.has(id)}
                selected={selection.buffers.has(id)}
                paired={pair?.includes(id) === true}
                active={active.row === index ? active : null}
                editing={draft?.kind ?? null}
                typed={draft?.typed}
                onGive={given}
                onLeave={leaveDraft}
              />
            </Fragment>
          );
        })}
        {inSight.below > 0 && <div style={{ height: inSight.below }} />}
        {rows.length === 0 && <p>No buffers yet: add one with “+ buffer”.</p>}
        {report.arms.length === 0 && <p>No arms yet: add one with “+ arm”.</p>}
      </div>
      {menu !== null && (
        <PointMenu
          at={menu.at}
          label={menu.label}
          groups={menu.groups}
          onClose={() => {
            setMenu(null);
            requestAnimationFrame(() => {
              if (!(document.activeElement instanceof HTMLInputElement)) focus(last.current);
            });
          }}
        />
      )}
    </>
  );
}
