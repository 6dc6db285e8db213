/** Why the peak is where it is: what runs there, who is alive, and what each of them alone adds to the bound. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { peakContributors } from "../../core/explain.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { peakApart, stepOfPeak } from "../../look/peak-apart.ts";
import { ANY_ORDER } from "../../store/freedom.ts";
import { isLarge, looksStore } from "../../store/looks.ts";
import type { Picture } from "../../store/outcome.ts";
import { Section } from "./Facts.tsx";
import { HighestAddress } from "./HighestAddress.tsx";
import css from "./Inspector.module.css";
import { Ranked } from "./LiveAt.tsx";
import { Runs } from "./Runs.tsx";
import { StorageRow } from "./Thing.tsx";

/** Members of a bound that are listed. */
const SHOWN = 12;

export function PeakReasons(props: { picture: Picture }) {
  const { picture } = props;
  const { plan } = picture;
  const { stats, arenas, antichains } = plan;
  if (plan.settings.lifetimes === ANY_ORDER && antichains !== null)
    return <Bound picture={picture} antichains={antichains} />;
  // several arenas have a peak each, at steps of their own
  const several = arenas.length > 1;
  // the sum of separate buffers is no step's, and a highest address may be in use at another
  const apart = stepOfPeak(plan) !== stats.peakStep;
  return (
    <>
      {arenas.map(({ id }, arena) => {
        const top = peakApart(plan, arena);
        return top && <HighestAddress key={id} picture={picture} arena={arena} top={top} />;
      })}
      <Section
        title={several || apart ? "Most alive at once" : "Why is the peak here"}
        says={`step ${formatCount(stats.peakStep)}${several ? ", all arenas" : ""}`}
      >
        {plan.settings.slots && apart && (
          <p className={css.sentence}>
            The peak is the sum of all buffers, side by side at every step; no step has so much alive.
          </p>
        )}
        <Runs picture={picture} step={stats.peakStep}>
          {" "}
          Dark: what the bound would lose without this one.
        </Runs>
        <Saved picture={picture} />
      </Section>
    </>
  );
}

function Saved(props: { picture: Picture }) {
  const { plan } = props.picture;
  const made = useStore(looksStore, ({ contributors }) =>
    contributors?.plan === plan ? contributors.list : undefined,
  );
  const large = isLarge(props.picture);
  const saves = useMemo(() => {
    const known = new Map<number, number>();
    for (const { storage, saves: less } of large ? (made ?? []) : peakContributors(plan))
      if (less !== null) known.set(storage, less);
    return known;
  }, [plan, large, made]);
  return <Ranked picture={props.picture} step={plan.stats.peakStep} saves={saves} />;
}

/** In any order no step decides: the bound is made of storages of which no two may share. */
function Bound(props: { picture: Picture; antichains: readonly Int32Array[] }) {
  const { picture, antichains } = props;
  const { storages } = picture.plan;
  const all = useMemo(
    () =>
      antichains
        .flatMap((some) => [...some])
        .filter((s) => (storages.padded[s] ?? 0) > 0)
        .sort((a, b) => (storages.padded[b] ?? 0) - (storages.padded[a] ?? 0)),
    [antichains, storages],
  );
  const total = all.reduce((sum, s) => sum + (storages.padded[s] ?? 0), 0);
  return (
    <Section title="What the bound is made of" says="in any order">
      <p className={css.sentence}>
        {all.length === 0 ? (
          "Nothing needs memory here."
        ) : (
          <>
            {all.length === 1
              ? "This one is all of it: "
              : `No two of these ${formatCount(all.length)} can ever share; together `}
            <b title={formatBytesExactly(total)}>{formatBytes(total)}</b>.
          </>
        )}
      </p>
      <ul className={css.rows} data-testid="bound-rows">
        {all.slice(0, SHOWN).map((s) => (
          <li key={s}>
            <StorageRow picture={picture} storage={s} title={formatBytesExactly(storages.padded[s] ?? 0)}>
              {formatBytes(storages.padded[s] ?? 0)}
            </StorageRow>
          </li>
        ))}
        {all.length > SHOWN && <li className={css.plain}>and {formatCount(all.length - SHOWN)} more</li>}
      </ul>
    </Section>
  );
}
