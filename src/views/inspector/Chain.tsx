/** Who lived here: the tenants of a buffer in turn, with the dead time between them. */

import { Fragment, useState } from "react";
import { rowOf } from "../../core/lists.ts";
import { formatBytes, formatCount, formatSteps } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { Section } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { StorageRow } from "./Thing.tsx";

/** Tenants shown unasked on either side of the current one. */
const AROUND = 5;

export function Chain(props: { picture: Picture; storage: number }) {
  const { picture, storage } = props;
  const { plan } = picture;
  const buffer = plan.storages.buffer[storage] ?? 0;
  const tenants = rowOf(plan.buffers.storages, buffer);
  return (
    <Section title="Who lived here" says={`${plan.buffers.id[buffer] ?? ""} in turn`}>
      {tenants.length === 1 ? (
        <p className={css.quiet}>Nobody else: this buffer has one tenant.</p>
      ) : (
        <Tenants key={buffer} picture={picture} storages={tenants} current={storage} />
      )}
    </Section>
  );
}

/** `storages` in time order; `current` is written bold, −1 for none. */
export function Tenants(props: { picture: Picture; storages: Int32Array; current: number }) {
  const { picture, storages, current } = props;
  const [all, setAll] = useState(false);
  const { start, end, padded } = picture.plan.storages;
  const here = Math.max(0, storages.indexOf(current));
  const from = all ? 0 : Math.max(0, here - AROUND);
  const to = all ? storages.length : Math.min(storages.length, Math.max(here + AROUND + 1, 2 * AROUND + 1));
  const more = (n: number, word: string) =>
    n > 0 && (
      <li>
        <button type="button" className={css.more} onClick={() => setAll(true)}>
          {formatCount(n)} {word}
        </button>
      </li>
    );
  return (
    <ol className={css.rows}>
      {more(from, "before")}
      {[...storages.subarray(from, to)].map((s, i) => {
        const before = storages[from + i - 1];
        const idle = before === undefined ? 0 : (start[s] ?? 0) - (end[before] ?? 0);
        return (
          <Fragment key={s}>
            {idle > 0 && before !== undefined && (
              <li className={css.idle}>idle, {formatSteps(end[before] ?? 0, start[s] ?? 0)}</li>
            )}
            <li>
              <StorageRow
                picture={picture}
                storage={s}
                current={s === current}
                title={`alive ${formatSteps(start[s] ?? 0, end[s] ?? 0)}, ${formatBytes(padded[s] ?? 0)}`}
              >
                {formatCount(start[s] ?? 0)}–{formatCount(Math.max(start[s] ?? 0, (end[s] ?? 0) - 1))} ·{" "}
                {formatBytes(padded[s] ?? 0, 1)}
              </StorageRow>
            </li>
          </Fragment>
        );
      })}
      {more(storages.length - to, "after")}
    </ol>
  );
}
