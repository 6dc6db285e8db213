/** What is alive at a step, largest first, with padding as a row of its own: the rows sum to the live bytes. */

import { useDeferredValue, useMemo, useState } from "react";
import { useStore } from "zustand";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { sessionStore, setCursor } from "../../store/session.ts";
import { Bytes } from "../../ui/Bytes.tsx";
import { Section } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { rankedLive } from "./live.ts";
import { StorageRow } from "./Thing.tsx";

/** Rows shown unasked, and how many more each time that somebody asks. */
const [SHOWN, MORE] = [8, 200];

/** The cursor's step, as soon as there is time for it; nothing while the cursor is on the peak, which has its own section. */
export function LiveAt(props: { picture: Picture }) {
  // frames of a scrub or of playing come first
  const cursor = useDeferredValue(useStore(sessionStore, (s) => s.cursor));
  const { plan } = props.picture;
  if (cursor === null || cursor === plan.stats.peakStep || cursor >= plan.steps) return null;
  return (
    <Section title={`At step ${formatCount(cursor)}`} says="alive, largest first">
      <Ranked picture={props.picture} step={cursor} />
    </Section>
  );
}

/** `saves`: of some storages the bytes by which the bound would fall without them. */
export function Ranked(props: { picture: Picture; step: number; saves?: ReadonlyMap<number, number> }) {
  const { picture, step, saves } = props;
  const { plan } = picture;
  const [asked, setAsked] = useState({ step, most: SHOWN });
  const live = useMemo(() => rankedLive(plan, step), [plan, step]);
  if (live.total === 0) return <p className={css.quiet}>Nothing is alive at this step.</p>;
  const most = asked.step === step ? asked.most : SHOWN;
  const shown = live.storages.length <= most + 1 ? live.storages.length : most;
  const share = (bytes: number) => formatPercent(bytes / live.total);
  const rest = live.storages.slice(shown);
  const restBytes = rest.reduce((sum, s) => sum + (plan.storages.bytes[s] ?? 0), 0);
  return (
    <ul className={css.rows} data-testid="live-rows">
      {live.storages.slice(0, shown).map((s) => {
        const bytes = plan.storages.bytes[s] ?? 0;
        return (
          <li key={s}>
            <StorageRow picture={picture} storage={s} title={formatBytesExactly(bytes)}>
              {formatBytes(bytes)} <span className={css.share}>{share(bytes)}</span>
            </StorageRow>
            {saves?.has(s) === true && <Saving bytes={bytes} saves={saves.get(s) ?? 0} total={live.total} />}
          </li>
        );
      })}
      {rest.length > 0 && (
        <li>
          <button type="button" className={css.more} onClick={() => setAsked({ step, most: most + MORE })}>
            {formatCount(rest.length)} smaller · <Bytes bytes={restBytes} />
          </button>
        </li>
      )}
      {live.padding > 0 && (
        <li className={css.plain} title={formatBytesExactly(live.padding)}>
          <span className={css.rowName}>alignment padding</span>
          <span className={css.rowValue}>
            {formatBytes(live.padding)} <span className={css.share}>{share(live.padding)}</span>
          </span>
        </li>
      )}
      <li className={css.total} title={formatBytesExactly(live.total)}>
        <span className={css.rowName}>alive</span>
        <button
          type="button"
          className={css.more}
          onClick={() => setCursor(step)}
          title="Put the cursor on this step"
        >
          at step {formatCount(step)}
        </button>
        <span className={css.rowValue}>
          {formatBytes(live.total)} <span className={css.share}>100 %</span>
        </span>
      </li>
      {live.holes > 0 && (
        <li
          className={css.plain}
          title={`${formatBytesExactly(live.holeBytes)} below the peak that nobody has at this step`}
        >
          <span className={css.rowName}>free</span>
          <span className={css.rowValue}>
            {formatBytes(live.holeBytes)} in {formatCount(live.holes)} {live.holes === 1 ? "hole" : "holes"}
          </span>
        </li>
      )}
      {live.above > 0 && (
        <li className={css.plain} title={`${formatBytesExactly(live.above)} where nothing can be put`}>
          <span className={css.rowName}>of it above the capacity</span>
          <span className={css.rowValue}>{formatBytes(live.above)}</span>
        </li>
      )}
    </ul>
  );
}

/** How long the bar is says how much of the peak it holds; how much of it is dark, what the bound would lose without it. */
function Saving(props: { bytes: number; saves: number; total: number }) {
  const { bytes, saves, total } = props;
  const part = (n: number) => `${Math.round((n / total) * 1000) / 10}%`;
  return (
    <span
      className={css.saving}
      title={`Without it the bound would be ${formatBytesExactly(saves)} lower, whatever the addresses.`}
    >
      <span className={css.savingBar} aria-hidden="true">
        <span style={{ width: part(bytes) }}>
          <span style={{ width: `${bytes === 0 ? 0 : Math.min(100, (saves / bytes) * 100)}%` }} />
        </span>
      </span>
      <span className={css.savingText}>
        {saves > 0 ? `−${formatBytes(saves)}` : "±0"}
        <span className="sr-only"> of the bound without it</span>
      </span>
    </span>
  );
}
