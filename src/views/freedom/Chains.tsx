/** One row a buffer, its tenants in turn; the link between two of them asks why the second may follow the first. */

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { formatBytes, formatCount } from "../../core/units.ts";
import { tenantPaint } from "../../draw/palette.ts";
import { storageName, targetOfStorage } from "../../store/facts.ts";
import type { Picture } from "../../store/outcome.ts";
import { request } from "../../store/requests.ts";
import { point, select, selectAlso, sessionStore } from "../../store/session.ts";
import { shellStore } from "../../store/shell.ts";
import { spotStore } from "../../store/spot.ts";
import { MiddleText } from "../../ui/MiddleText.tsx";
import { Swatch } from "../../ui/Swatch.tsx";
import css from "./Freedom.module.css";
import type { ChainRow } from "./rows.ts";

/** Height of a row on one line, in pixels, as in the style sheet. */
const ROW = 28;
/** Tenants of a row shown unasked, and shown more at a time. */
const SHOWN = 12;
const MORE = 100;

/** Selects both, so that the inspector tells why. */
export function askWhy(picture: Picture, first: number, second: number): void {
  select(null);
  select(targetOfStorage(picture, first));
  selectAlso(targetOfStorage(picture, second));
  shellStore.setState({ inspectorShown: true });
}

export function Chains(props: { picture: Picture; rows: readonly ChainRow[] }) {
  const { picture, rows } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  const spot = useStore(spotStore, (s) => s.spot?.storages);
  // the first row of a proof comes into sight with it
  useEffect(() => {
    if (spot === undefined || spot.size === 0) return;
    const at = rows.findIndex((row) => row.tenants.some((s) => spot.has(s)));
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [spot, rows, virtual]);
  return (
    <div ref={scroller} className={css.scroller} onPointerLeave={() => point(null)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div
        className={css.rows}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={(e) => walk(e, (row) => virtual.scrollToIndex(row, { align: "auto" }), rows.length)}
        data-testid="chains"
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={row.buffer}
              ref={virtual.measureElement}
              data-index={item.index}
              className={css.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Chain picture={picture} row={row} first={item.index === 0} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Left and right between the buttons of a row, up and down between rows. */
function walk(event: KeyboardEvent<HTMLElement>, show: (row: number) => void, count: number): void {
  const from = event.target;
  if (!(from instanceof HTMLElement)) return;
  const row = from.closest<HTMLElement>("[data-index]");
  if (row === null) return;
  const stops = [...row.querySelectorAll<HTMLElement>("button")];
  const at = stops.indexOf(from);
  const go = (next: HTMLElement | undefined) => next?.focus();
  const list = event.currentTarget;
  const toRow = (index: number) => {
    if (index < 0 || index >= count) return;
    show(index);
    requestAnimationFrame(() => {
      const buttons = list.querySelectorAll<HTMLElement>(`[data-index="${index}"] button`);
      go(buttons[Math.min(at, buttons.length - 1)]);
    });
  };
  const index = Number(row.dataset.index);
  switch (event.key) {
    case "ArrowRight":
      go(stops[at + 1]);
      break;
    case "ArrowLeft":
      go(stops[at - 1]);
      break;
    case "ArrowDown":
      toRow(index + 1);
      break;
    case "ArrowUp":
      toRow(index - 1);
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopPropagation();
}

const Chain = memo(function Chain(props: { picture: Picture; row: ChainRow; first: boolean }) {
  const { picture, row } = props;
  const { plan } = picture;
  const [shown, setShown] = useState(SHOWN);
  const left = row.tenants.length - shown;
  const target = { kind: "buffer", index: row.buffer } as const;
  return (
    <>
      <button
        type="button"
        className={css.buffer}
        // arrow keys lead on from here: Tab need not stop at each
        tabIndex={props.first ? 0 : -1}
        title={`${plan.buffers.id[row.buffer] ?? ""}: ${formatCount(row.tenants.length)} ${row.tenants.length === 1 ? "tenant" : "tenants"}`}
        onPointerEnter={() => point(target)}
        onClick={() => {
          select(target);
          request({ kind: "reveal", target });
        }}
      >
        {plan.buffers.id[row.buffer]}
        <span className={css.size}>{formatBytes(plan.buffers.bytes[row.buffer] ?? 0, 1)}</span>
      </button>
      <span className={css.tenants}>
        {row.tenants.slice(0, shown).map((s, i) => (
          <span key={s} className={css.tenancy}>
            {i > 0 && <Follows picture={picture} first={row.tenants[i - 1] ?? 0} second={s} />}
            <Tenant picture={picture} storage={s} />
          </span>
        ))}
        {left > 0 && (
          <button type="button" className={css.more} tabIndex={-1} onClick={() => setShown((n) => n + MORE)}>
            {left > MORE ? `${formatCount(MORE)} of ` : ""}
            {formatCount(left)} more
          </button>
        )}
      </span>
    </>
  );
});

function Follows(props: { picture: Picture; first: number; second: number }) {
  const { picture, first, second } = props;
  const shown = useStore(sessionStore, (s) => {
    const is = (target: typeof s.selection, storage: number) => {
      const wanted = targetOfStorage(picture, storage);
      return target?.kind === wanted.kind && target.index === wanted.index;
    };
    return is(s.selection, first) && is(s.second, second);
  });
  const says = `Why ${storageName(picture, second)} may follow ${storageName(picture, first)}`;
  return (
    <button
      type="button"
      className={css.follows}
      tabIndex={-1}
      aria-label={says}
      aria-pressed={shown}
      title={says}
      onClick={() => askWhy(picture, first, second)}
    >
      →
    </button>
  );
}

export function Tenant(props: { picture: Picture; storage: number }) {
  const { picture, storage } = props;
  const { plan, colour, ordinal } = picture;
  const proof = useStore(spotStore, (s) => s.spot?.storages.has(storage) === true);
  const target = targetOfStorage(picture, storage);
  const slot = colour[plan.storages.buffer[storage] ?? 0] ?? 0;
  const turn = ordinal[storage] ?? 0;
  return (
    <button
      type="button"
      className={css.tenant}
      tabIndex={-1}
      data-proof={proof || undefined}
      title={`${storageName(picture, storage)}, ${formatBytes(plan.storages.padded[storage] ?? 0)}`}
      onPointerEnter={() => point(target)}
      onFocus={() => point(target)}
      onClick={(e) => {
        if (e.shiftKey || e.ctrlKey || e.metaKey) selectAlso(target);
        else {
          select(target);
          request({ kind: "reveal", target });
        }
      }}
    >
      <Swatch light={tenantPaint(slot, turn, "light").fill} dark={tenantPaint(slot, turn, "dark").fill} />
      <span className={css.tenantName}>
        <MiddleText text={storageName(picture, storage)} />
      </span>
    </button>
  );
}
