/** Why the peak is where it is, when holes make it: what lies on top at its step, and below that who lives and what is free. */

import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { liveAtStep } from "../../core/bound.ts";
import { formatAddress, formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import type { PeakApart } from "../../look/peak-apart.ts";
import type { Picture } from "../../store/outcome.ts";
import { sessionStore, setCursor } from "../../store/session.ts";
import { Bytes } from "../../ui/Bytes.tsx";
import { Section } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { Runs } from "./Runs.tsx";
import { stackAt } from "./stack.ts";
import { StorageRow } from "./Thing.tsx";

/** Rows shown unasked, and how many more each time that somebody asks. */
const [SHOWN, MORE] = [8, 200];

export function HighestAddress(props: { picture: Picture; arena: number; top: PeakApart }) {
  const { picture, arena, top } = props;
  const { plan } = picture;
  const { step, address, aliveStep } = top;
  const curve = plan.live[arena];
  const live = curve === undefined ? 0 : liveAtStep(curve, step);
  const most = curve === undefined ? 0 : liveAtStep(curve, aliveStep);
  return (
    <Section
      title="Why is the peak here"
      says={`step ${formatCount(step)}${plan.arenas.length > 1 ? `, ${plan.arenas[arena]?.id ?? ""}` : ""}`}
    >
      <Runs picture={picture} step={step} />
      <p className={css.sentence} data-testid="peak-apart">
        Addresses are in use up to <Bytes bytes={address} /> here, with <Bytes bytes={live} /> alive
        {live === most && `, the most there is, as at step ${formatCount(aliveStep)}`}: below them{" "}
        <Bytes bytes={address - live} /> are free.
        {live < most && (
          <>
            {" "}
            Most is alive at step {formatCount(aliveStep)}, <Bytes bytes={most} />.
          </>
        )}
      </p>
      <Stack key={step} picture={picture} arena={arena} step={step} live={live} />
    </Section>
  );
}

/** From the top down: who lives there and what is free between; all rows together are the peak. */
function Stack(props: { picture: Picture; arena: number; step: number; live: number }) {
  const { picture, arena, step, live } = props;
  const { plan } = picture;
  const [most, setMost] = useState(SHOWN);
  const base = useStore(sessionStore, (s) => s.addressBase);
  const stack = useMemo(() => stackAt(plan, arena, step), [plan, arena, step]);
  const peak = plan.arenas[arena]?.peak ?? 0;
  const left = stack.length - most;
  return (
    <ul className={css.rows} data-testid="peak-stack">
      {stack.slice(0, most).map(({ storage, low, high }) => (
        <li key={low}>
          {storage < 0 ? (
            <span className={css.plain} title={formatBytesExactly(high - low)}>
              <span className={css.rowName}>free</span>
              <span className={css.rowValue}>{formatBytes(high - low)}</span>
            </span>
          ) : (
            <StorageRow
              picture={picture}
              storage={storage}
              title={`${formatBytesExactly(high - low)}, up to ${formatAddress(high, peak, base)}`}
            >
              {formatBytes(high - low)}
            </StorageRow>
          )}
        </li>
      ))}
      {left > 0 && (
        <li>
          <button type="button" className={css.more} onClick={() => setMost((n) => n + MORE)}>
            {formatCount(left)} more below
          </button>
        </li>
      )}
      <li className={css.total} title={formatBytesExactly(live)}>
        <span className={css.rowName}>alive</span>
        <button
          type="button"
          className={css.more}
          onClick={() => setCursor(step)}
          title="Put the cursor on this step"
        >
          at step {formatCount(step)}
        </button>
        <span className={css.rowValue}>{formatBytes(live)}</span>
      </li>
    </ul>
  );
}
