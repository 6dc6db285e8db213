/** Why a storage lies at its address: whom it rests on, and that one on, down to the floor of the arena. */

import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { type Rest, supportOf } from "../../core/explain/support.ts";
import {
  formatAddress,
  formatBytes,
  formatBytesExactly,
  formatCount,
  formatSteps,
} from "../../core/units.ts";
import { ANY_ORDER } from "../../store/freedom.ts";
import type { Picture } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Section } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { StorageRow } from "./Thing.tsx";

/** Rows shown unasked, and how many more each time that somebody asks. */
const [SHOWN, MORE] = [6, 200];

export function WhyHere(props: { picture: Picture; storage: number }) {
  const { picture, storage } = props;
  const { plan } = picture;
  const unknown = plan.settings.lifetimes === ANY_ORDER && plan.conflicts === null;
  const chain = useMemo(() => (unknown ? [] : supportOf(plan, storage)), [plan, storage, unknown]);
  if (plan.storages.padded[storage] === 0) return null;
  return (
    <Section title="Why at this address" says={unknown ? "" : "what it rests on"}>
      {unknown ? (
        <p className={css.sentence}>
          The plan holds in any order, so times do not tell what it rests on. Select another beside it (Shift
          click, or T) to learn whether the two may share.
        </p>
      ) : (
        <Rests key={storage} picture={picture} chain={chain} />
      )}
    </Section>
  );
}

function Rests(props: { picture: Picture; chain: readonly Rest[] }) {
  const { picture, chain } = props;
  const [most, setMost] = useState(SHOWN);
  const [first] = chain;
  const rests = chain.filter((rest) => rest.below >= 0);
  const shown = rests.slice(0, most);
  const left = rests.length - shown.length;
  const floor = chain.at(-1);
  if (rests.length === 0) {
    return (
      <p className={css.sentence}>
        {first === undefined || first.gap === 0
          ? "Nothing lies under it: it is at the bottom of the arena."
          : `Nothing that it must not share with lies under it, yet it is ${formatBytes(first.gap)} above the bottom.`}
      </p>
    );
  }
  return (
    <ol className={css.rows} data-testid="why-here">
      {shown.map((rest) => (
        <li key={rest.below}>
          {rest.gap > 0 && <Gap bytes={rest.gap} />}
          <Below picture={picture} rest={rest} />
        </li>
      ))}
      {left > 0 && (
        <li>
          <button type="button" className={css.more} onClick={() => setMost((n) => n + MORE)}>
            {formatCount(left)} more below
          </button>
        </li>
      )}
      {left === 0 && floor !== undefined && (
        <li>
          {floor.gap > 0 && <Gap bytes={floor.gap} />}
          <span className={css.plain}>the bottom of the arena</span>
        </li>
      )}
    </ol>
  );
}

function Gap(props: { bytes: number }) {
  return (
    <p className={css.idle} title="Rounding up to an alignment, or room that was not found.">
      {formatBytes(props.bytes)} free between
    </p>
  );
}

function Below(props: { picture: Picture; rest: Rest }) {
  const { picture, rest } = props;
  const base = useStore(sessionStore, (s) => s.addressBase);
  const { storages, arenas } = picture.plan;
  const most = arenas[storages.arena[rest.below] ?? 0]?.peak ?? 0;
  const bytes = storages.padded[rest.below] ?? 0;
  const top = (storages.offset[rest.below] ?? 0) + bytes;
  const met =
    rest.meet === null
      ? "; the two may not share in every order"
      : `; both alive in ${formatSteps(rest.meet.start, rest.meet.end)}`;
  return (
    <StorageRow
      picture={picture}
      storage={rest.below}
      title={`${formatBytesExactly(bytes)}, up to ${formatAddress(top, most, base)}${met}`}
    >
      to {formatAddress(top, most, base)}
    </StorageRow>
  );
}
