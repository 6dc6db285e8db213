/** One row a buffer, its tenants in turn; the link between two of them asks why the second may follow the first. */

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { formatBytes, formatCount } from "../../core/units.ts";
import { fillPaint } from "../../draw/palette.ts";
import { fillNow, looksStore } from "../../store/looks.ts";
import type { Picture } from "../../store/outcome.ts";
import { request } from "../../store/requests.ts";
import { point, select, selectAlso, sessionStore, type Target } from "../../store/session.ts";
import { shellStore } from "../../store/shell.ts";
import { spotStore } from "../../store/spot.ts";
import { MiddleText } from "../../ui/MiddleText.tsx";
import { Swatch } from "../../ui/Swatch.tsx";
import css from "./Freedom.module.css";
import type { ChainRow, Tenant } from "./rows.ts";

/** Height of a row on one line, in pixels, as in the style sheet. */
const ROW = 28;
/** Tenants of a row shown unasked, and shown more at a time. */
const SHOWN = 12;
const MORE = 100;

/** Unsafe pairs of tenants apart that a row lists. */
const APART = 6;

/** Selects both, so that the inspector tells why. */
function askWhy(first: Tenant, second: Tenant): void {
  select(null);
  select(first.target);
  selectAlso(second.target);
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
    const at = rows.findIndex((row) => row.tenants.some((t) => spot.has(t.storage)));
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
              key={row.key}
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
  const [shown, setShown] = useState(SHOWN);
  const left = row.tenants.length - shown;
  const spot = useStore(spotStore, (s) => s.spot?.storages);
  // what a proof is made of is shown however far down the chain it is
  const lit = spot === undefined ? [] : row.tenants.slice(shown).filter((tenant) => spot.has(tenant.storage));
  const { target } = row;
  const unsafe = useMemo(() => new Set(row.unsafe.map(([a, b]) => `${a} ${b}`)), [row]);
  const apart = row.unsafe.filter(([a, b]) => b !== a + 1);
  return (
    <>
      <button
        type="button"
        className={css.buffer}
        // arrow keys lead on from here: Tab need not stop at each
        tabIndex={props.first ? 0 : -1}
        title={`${row.name}: ${formatCount(row.tenants.length)} ${row.tenants.length === 1 ? "tenant" : "tenants"}`}
        onPointerEnter={() => point(target)}
        onClick={() => {
          if (target === null) return;
          select(target);
          request({ kind: "reveal", target });
        }}
      >
        {row.name}
        <span className={css.size}>{formatBytes(row.bytes)}</span>
      </button>
      <span className={css.tenants}>
        {row.tenants.slice(0, shown).map((tenant, i) => {
          const before = row.tenants[i - 1];
          return (
            <span key={`${tenant.target.kind} ${tenant.target.index}`} className={css.tenancy}>
              {before !== undefined && (
                <Follows first={before} second={tenant} unsafe={unsafe.has(`${i - 1} ${i}`)} />
              )}
              <TenantButton picture={picture} tenant={tenant} />
            </span>
          );
        })}
        {lit.slice(0, SHOWN).map((tenant) => (
          <span key={`lit ${tenant.target.kind} ${tenant.target.index}`} className={css.tenancy}>
            <span className={css.apartFrom}>…</span>
            <TenantButton picture={picture} tenant={tenant} />
          </span>
        ))}
        {left > 0 && (
          <button type="button" className={css.more} tabIndex={-1} onClick={() => setShown((n) => n + MORE)}>
            {left > MORE ? `${formatCount(MORE)} of ` : ""}
            {formatCount(left)} more
          </button>
        )}
        {apart.slice(0, APART).map(([a, b]) => (
          <Apart key={`${a} ${b}`} row={row} a={a} b={b} />
        ))}
        {apart.length > APART && (
          <span className={css.bad}>and {formatCount(apart.length - APART)} more unsafe pairs</span>
        )}
      </span>
    </>
  );
});

function isTarget(target: Target | null, wanted: Target): boolean {
  return target?.kind === wanted.kind && target.index === wanted.index;
}

/** Whether the inspector tells of this pair. */
function useAsked(first: Tenant, second: Tenant): boolean {
  return useStore(
    sessionStore,
    (s) => isTarget(s.selection, first.target) && isTarget(s.second, second.target),
  );
}

function Follows(props: { first: Tenant; second: Tenant; unsafe: boolean }) {
  const { first, second, unsafe } = props;
  const says = unsafe
    ? `How ${first.name} and ${second.name} clash`
    : `Why ${second.name} may follow ${first.name}`;
  return (
    <button
      type="button"
      className={css.follows}
      tabIndex={-1}
      aria-label={says}
      aria-pressed={useAsked(first, second)}
      data-unsafe={unsafe || undefined}
      title={says}
      onClick={() => askWhy(first, second)}
    >
      {unsafe ? "✗" : "→"}
    </button>
  );
}

/** An unsafe pair of tenants that are not next to each other. */
function Apart(props: { row: ChainRow; a: number; b: number }) {
  const [first, second] = [props.row.tenants[props.a], props.row.tenants[props.b]];
  if (first === undefined || second === undefined) return null;
  return <ApartButton first={first} second={second} />;
}

function ApartButton(props: { first: Tenant; second: Tenant }) {
  const { first, second } = props;
  return (
    <button
      type="button"
      className={css.apart}
      tabIndex={-1}
      aria-label={`How ${first.name} and ${second.name} clash`}
      aria-pressed={useAsked(first, second)}
      title={`How ${first.name} and ${second.name} clash`}
      onClick={() => askWhy(first, second)}
    >
      <MiddleText text={first.name} /> ✗ <MiddleText text={second.name} />
    </button>
  );
}

/** In the colour that all panes give it. */
function StorageSwatch(props: { picture: Picture; storage: number }) {
  useStore(sessionStore, (s) => s.colourBy);
  useStore(looksStore, (s) => s.tints);
  const fill = fillNow(props.picture, props.storage);
  return <Swatch light={fillPaint(fill, "light").fill} dark={fillPaint(fill, "dark").fill} />;
}

function TenantButton(props: { picture: Picture; tenant: Tenant }) {
  const { picture, tenant } = props;
  const { target, storage } = tenant;
  const proof = useStore(spotStore, (s) => s.spot?.storages.has(storage) === true);
  return (
    <button
      type="button"
      className={css.tenant}
      tabIndex={-1}
      data-proof={proof || undefined}
      title={`${tenant.name}, ${formatBytes(tenant.bytes)}`}
      onPointerEnter={() => point(target)}
      onFocus={() => point(target)}
      onBlur={() => point(null)}
      onClick={(e) => {
        if (e.shiftKey || e.ctrlKey || e.metaKey) selectAlso(target);
        else {
          select(target);
          request({ kind: "reveal", target });
        }
      }}
    >
      {storage >= 0 && <StorageSwatch picture={picture} storage={storage} />}
      <span className={css.tenantName}>
        <MiddleText text={tenant.name} />
      </span>
    </button>
  );
}
