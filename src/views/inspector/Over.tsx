/** What does not fit: storages that reach above the capacity of their arena, with the bytes of them that are there. */

import { useState } from "react";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { overCapacity } from "../../look/over-capacity.ts";
import type { Picture } from "../../store/outcome.ts";
import { Section } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { StorageRow } from "./Thing.tsx";

/** Rows shown unasked. */
const SHOWN = 6;

export function Over(props: { picture: Picture }) {
  const { plan } = props.picture;
  return plan.arenas.map(
    ({ id, peak, capacity }, arena) =>
      capacity !== null &&
      peak > capacity && (
        <Section
          key={id}
          title="Above the capacity"
          says={`${plan.arenas.length > 1 ? `of ${id}, ` : ""}by ${formatBytes(peak - capacity)}`}
        >
          <Storages picture={props.picture} arena={arena} />
        </Section>
      ),
  );
}

function Storages(props: { picture: Picture; arena: number }) {
  const { picture, arena } = props;
  const [all, setAll] = useState(false);
  const { count, list } = overCapacity(picture.plan, arena);
  const shown = all ? list : list.slice(0, SHOWN);
  const more = `${formatCount(count - shown.length)} more`;
  return (
    <ol className={css.rows} data-testid="over-capacity">
      {shown.map(({ storage, bytes }) => (
        <li key={storage}>
          <StorageRow
            picture={picture}
            storage={storage}
            title={`${formatBytesExactly(bytes)} of it above the capacity`}
          >
            {formatBytes(bytes)} of {formatBytes(picture.plan.storages.padded[storage] ?? 0)}
          </StorageRow>
        </li>
      ))}
      {count > shown.length &&
        (all ? (
          <li className={css.plain}>and {more}</li>
        ) : (
          <li>
            <button type="button" className={css.more} onClick={() => setAll(true)}>
              {more}
            </button>
          </li>
        ))}
    </ol>
  );
}
