/** The legend of what colours stand for: a strip of classes, each of which can be shown alone. */

import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import { useStore } from "zustand";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import type { LegendEntry, Tints } from "../../look/look.types.ts";
import { colouringOf } from "../../look/tints.ts";
import { meanAllClasses, meanClass } from "../../store/legend.ts";
import { looksStore, tintsNow } from "../../store/looks.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import css from "./Legend.module.css";
import { Sample } from "./Sample.tsx";

/** The colours on the page; undefined while there are none. */
function useTints(): Tints | undefined {
  const picture = useStore(outcomeStore, (s) => s.picture);
  useStore(sessionStore, (s) => s.colourBy);
  useStore(looksStore, (s) => s.tints);
  return picture === null ? undefined : tintsNow(picture);
}

function Entry(props: {
  entry: LegendEntry;
  pressed: boolean;
  dim: boolean;
  tabIndex: number;
  onFocus: () => void;
}) {
  const { entry, pressed } = props;
  const { count, bytes } = entry;
  const many = `${formatCount(count)} ${count === 1 ? "storage" : "storages"}`;
  return (
    <button
      type="button"
      className={css.entry}
      aria-pressed={pressed}
      aria-label={`${entry.title}: ${many}, ${formatBytes(bytes)}`}
      title={`${entry.title}: ${many}, ${formatBytesExactly(bytes)} with padding. Click: alone. Ctrl or Shift and click: add or take out.`}
      data-dim={props.dim || undefined}
      data-class={entry.id}
      tabIndex={props.tabIndex}
      onFocus={props.onFocus}
      onClick={(event: MouseEvent) => meanClass(entry.id, event.ctrlKey || event.shiftKey || event.metaKey)}
    >
      <Sample fill={entry.fill} />
      <span className={css.title}>{entry.title}</span>
      <span className={css.numbers}>
        {formatCount(count)} · {formatBytes(bytes, 1)}
      </span>
    </button>
  );
}

export function Legend() {
  const tints = useTints();
  const only = useStore(sessionStore, (s) => s.onlyClasses);
  const [current, setCurrent] = useState(0);
  const strip = useRef<HTMLDivElement>(null);
  if (tints === undefined || tints.legend.length === 0) return null;
  const { title, says } = colouringOf(tints.by);
  const filters = tints.legend.some(({ id }) => only.includes(id));
  const stop = Math.min(current, tints.legend.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const buttons = [...(strip.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = buttons.indexOf(event.target as HTMLElement);
    const ends = { Home: 0, End: buttons.length - 1 }[event.key];
    const to = ends ?? (by === undefined ? undefined : (at + by + buttons.length) % buttons.length);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[to]?.focus();
  };
  return (
    <div
      ref={strip}
      className={css.strip}
      role="toolbar"
      aria-label={`Legend: colour by ${title}`}
      data-testid="legend"
      onKeyDown={onKeyDown}
    >
      <span className={css.what} title={says}>
        {title}
      </span>
      <button
        type="button"
        className={css.entry}
        aria-pressed={!filters}
        title="All classes again"
        tabIndex={-1}
        onClick={meanAllClasses}
      >
        all
      </button>
      {tints.legend.map((entry, i) => (
        <Entry
          key={entry.id}
          entry={entry}
          pressed={filters && only.includes(entry.id)}
          dim={filters && !only.includes(entry.id)}
          tabIndex={i === stop ? 0 : -1}
          onFocus={() => setCurrent(i)}
        />
      ))}
    </div>
  );
}
