/** Who lived here: everyone who has any of these bytes, by start, with the dead time in which nobody has. */

import { Fragment, useMemo, useState } from "react";
import type { Tenancy } from "../../core/explain.ts";
import { formatBytes, formatBytesExactly, formatCount, formatSteps } from "../../core/units.ts";
import { livedHere } from "../../look/lived.ts";
import type { Picture } from "../../store/outcome.ts";
import { Section } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { StorageRow } from "./Thing.tsx";

/** Tenants shown unasked on either side of the current one, and how many more each time that somebody asks. */
const [AROUND, MORE] = [4, 200];

export function Chain(props: { picture: Picture; storage: number }) {
  const { picture, storage } = props;
  const chain = useMemo(() => livedHere(picture.plan, storage), [picture, storage]);
  return (
    <Section title="Who lived here" says="any of these bytes, by start">
      {chain.length === 1 ? (
        <p className={css.quiet}>Nobody else: none of these bytes is used twice.</p>
      ) : (
        <Tenants key={storage} picture={picture} chain={chain} current={storage} />
      )}
    </Section>
  );
}

/** `chain` in time order; `current` is written bold, −1 for none. */
export function Tenants(props: { picture: Picture; chain: readonly Tenancy[]; current: number }) {
  const { picture, chain, current } = props;
  const [around, setAround] = useState(AROUND);
  const here = Math.max(
    0,
    chain.findIndex((t) => t.storage === current),
  );
  const from = Math.max(0, here - around);
  const to = Math.min(chain.length, Math.max(here + around + 1, 2 * AROUND + 1));
  const more = (n: number, word: string) =>
    n > 0 && (
      <li>
        <button type="button" className={css.more} onClick={() => setAround((n) => n + MORE)}>
          {formatCount(n)} {word}
        </button>
      </li>
    );
  return (
    <ol className={css.rows} data-testid="chain">
      {more(from, "before")}
      {chain.slice(from, to).map((tenancy) => (
        <Fragment key={tenancy.storage}>
          {tenancy.idle.end > tenancy.idle.start && (
            <li className={css.idle}>idle, {formatSteps(tenancy.idle.start, tenancy.idle.end)}</li>
          )}
          <li>
            <Tenant picture={picture} tenancy={tenancy} current={tenancy.storage === current} />
          </li>
        </Fragment>
      ))}
      {more(chain.length - to, "after")}
    </ol>
  );
}

function Tenant(props: { picture: Picture; tenancy: Tenancy; current: boolean }) {
  const { storage, sharedBytes } = props.tenancy;
  const { start, end, padded } = props.picture.plan.storages;
  const first = start[storage] ?? 0;
  const last = Math.max(first, (end[storage] ?? 0) - 1);
  const bytes = padded[storage] ?? 0;
  return (
    <StorageRow
      picture={props.picture}
      storage={storage}
      current={props.current}
      title={`alive ${formatSteps(first, last + 1)}; ${formatBytesExactly(bytes)}${
        sharedBytes < bytes ? `, ${formatBytesExactly(sharedBytes)} of them here` : ""
      }`}
    >
      {formatCount(first)}
      {last > first && `–${formatCount(last)}`} · {formatBytes(bytes)}
    </StorageRow>
  );
}
