/** The shared region, drawn once for all methods: addresses from left to right, entries as blocks. */

import { useStore } from "zustand";
import type { ProgramReport, SharedPlace } from "../../core/dialects/methods/program.types.ts";
import { formatAddress, formatBytes, formatBytesExactly } from "../../core/units.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { point, sessionStore } from "../../store/session.ts";
import { fillOf } from "./fill.ts";
import { placeNamed, pointTo, showNamed } from "./links.ts";
import css from "./Region.module.css";

function Block(props: { entry: SharedPlace; of: number }) {
  const { entry, of } = props;
  const at = [`tensor:${entry.id}`];
  const fill = fillOf(entry.id);
  const selected = useStore(sessionStore, (s) => {
    const place = placeNamed(at[0] ?? "");
    return s.selection !== null && place?.kind === s.selection.kind && place.index === s.selection.index;
  });
  const end = entry.offset + entry.bytes;
  return (
    <button
      type="button"
      className={css.block}
      aria-pressed={selected}
      style={{
        left: `${(entry.offset / of) * 100}%`,
        width: `${(entry.bytes / of) * 100}%`,
        backgroundColor: `light-dark(${fill.light}, ${fill.dark})`,
        color: `light-dark(${fill.lightInk}, ${fill.darkInk})`,
      }}
      title={`${entry.name}: ${formatBytesExactly(entry.bytes)} at [${formatAddress(entry.offset)}, ${formatAddress(end)})`}
      aria-label={`${entry.name}, ${formatBytes(entry.bytes)} at ${formatAddress(entry.offset)}`}
      onClick={() => showNamed(at)}
      onPointerEnter={() => pointTo(at)}
      onPointerLeave={() => point(null)}
    >
      {entry.name}
    </button>
  );
}

export function Region({ report }: { report: ProgramReport }) {
  const { area, entries } = report;
  useStore(outcomeStore, (s) => s.picture);
  const base = useStore(sessionStore, (s) => s.addressBase);
  if (area === null)
    return (
      <p className={css.none}>
        Nothing is shared: every method keeps its state for itself. Choose what to share above.
      </p>
    );
  const of = Math.max(1, area.bytes);
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        Arena {area.arena}, once for all methods
        <span className={css.size} title={formatBytesExactly(area.bytes)}>
          {formatBytes(area.bytes)}
        </span>
      </figcaption>
      <div className={css.strip}>
        {entries.map((entry) => (
          <Block key={entry.name} entry={entry} of={of} />
        ))}
      </div>
      <div className={css.axis} aria-hidden="true">
        <span>{formatAddress(0, area.bytes, base)}</span>
        <span>{formatAddress(area.bytes, area.bytes, base)}</span>
      </div>
    </figure>
  );
}
