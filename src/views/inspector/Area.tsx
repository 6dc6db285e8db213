/** What the measured area holds, in exact numbers. */

import { useStore } from "zustand";
import {
  formatAddresses,
  formatBytesExactly,
  formatCount,
  formatPercent,
  formatSteps,
} from "../../core/units.ts";
import { dropArea, type Measured, measuredStore, zoomToArea } from "../../store/area.ts";
import type { Picture } from "../../store/outcome.ts";
import { services } from "../../store/services.ts";
import { sessionStore, setCursor } from "../../store/session.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import css from "./Area.module.css";
import { Fact, Facts, Section } from "./Facts.tsx";

type Row = readonly [name: string, says: string, copied?: string];

function rowsOf({ plan, field, sums }: Measured, base: "hex" | "dec"): readonly Row[] {
  const most = plan.arenas[field.arena]?.peak ?? 0;
  const span = ([low, high]: readonly [number, number]) => formatAddresses(low, high, most, base);
  const { free } = sums;
  const bytes = (n: number) => formatBytesExactly(n);
  return [
    ["steps", formatSteps(...field.steps)],
    ["address", span(field.addresses)],
    ["size", bytes(field.addresses[1] - field.addresses[0])],
    ["bytes × steps", formatCount(sums.all), String(sums.all)],
    ["in use", `${formatCount(sums.used)} (${formatPercent(sums.used / sums.all)})`, String(sums.used)],
    ["storages", `${formatCount(sums.touched)}, ${bytes(sums.touchedBytes)}`],
    ["at most", bytes(sums.most)],
    ["at least", bytes(sums.least)],
    [
      "free",
      free[1] > free[0] ? `${bytes(free[1] - free[0])} at ${span(free)}` : "no byte at all of its steps",
    ],
  ];
}

const SAYS: Readonly<Record<string, string>> = {
  "bytes × steps": "Its bytes times its steps",
  "in use": "Bytes × steps that somebody needs, padding included",
  storages: "Those that need a byte of it, and their bytes all in all, also those outside",
  "at most": "Bytes of it in use at one step, padding included",
  "at least": "Bytes of it in use at one step, padding included",
  free: "The largest block of addresses that nobody needs at any of its steps",
};

/** The step at which the area is fullest or emptiest, to go to. */
function At(props: { step: number }) {
  return (
    <button type="button" className={css.link} onClick={() => setCursor(props.step)}>
      at step {formatCount(props.step)}
    </button>
  );
}

export function Area(props: { picture: Picture }) {
  const area = useStore(sessionStore, (s) => s.area);
  const base = useStore(sessionStore, (s) => s.addressBase);
  const measured = useStore(measuredStore, (s) => s.measured);
  if (area === null) return null;
  const ready = measured !== null && measured.area === area && measured.plan === props.picture.plan;
  if (!ready) {
    return (
      <div className={css.area}>
        <Section title="Area">
          <p className={css.quiet}>Counting what is in it.</p>
        </Section>
      </div>
    );
  }
  const rows = rowsOf(measured, base);
  const { arenas } = measured.plan;
  const where = arenas.length > 1 ? (arenas[measured.field.arena]?.id ?? "") : "";
  const { mostAt, leastAt } = measured.sums;
  const text = rows.map(([name, says]) => `${name}: ${says}`).join("\n");
  return (
    <div className={css.area}>
      <Section title="Area" says={where}>
        <div data-testid="area-facts">
          <Facts>
            {rows.map(([name, says, copied]) => (
              <Fact key={name} name={name} title={SAYS[name] ?? ""} copy={copied ?? says}>
                {says} {name === "at most" && <At step={mostAt} />}
                {name === "at least" && <At step={leastAt} />}
              </Fact>
            ))}
          </Facts>
        </div>
        <p className={css.ways}>
          <button type="button" className={css.link} onClick={zoomToArea}>
            zoom to it
          </button>{" "}
          ·{" "}
          <button type="button" className={css.link} onClick={dropArea}>
            take it away
          </button>{" "}
          <CopyButton what="all of it" copy={() => services().copyText(text)} />
        </p>
      </Section>
    </div>
  );
}
