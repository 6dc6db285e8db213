/** Where and when bytes live: the facts that a tensor and its storage have in common. */

import { useStore } from "zustand";
import { rowOf } from "../../core/lists.ts";
import { formatBytesExactly, formatCount, formatSteps } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Fact } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { Link } from "./Thing.tsx";
import { addressRange } from "./words.ts";

/** `offset` of the bytes and their lifetime, which may be a part of the storage's. */
export function PlaceFacts(props: {
  picture: Picture;
  storage: number;
  offset: number;
  bytes: number;
  start: number;
  end: number;
}) {
  const { picture, storage, start, end } = props;
  const base = useStore(sessionStore, (s) => s.addressBase);
  const { plan } = picture;
  const { storages, buffers, arenas } = plan;
  const arena = arenas[storages.arena[storage] ?? 0];
  const buffer = storages.buffer[storage] ?? 0;
  const tenants = rowOf(buffers.storages, buffer);
  const padding = (storages.padded[storage] ?? 0) - (storages.bytes[storage] ?? 0);
  const alignment = storages.alignment[storage] ?? 1;
  const whole = start === (storages.start[storage] ?? 0) && end === (storages.end[storage] ?? 0);
  const address = addressRange(plan, props.offset, props.bytes, base);
  return (
    <>
      <Fact name="padding" title="What rounding the storage up to the alignment of its arena adds.">
        {padding === 0 ? "none" : formatBytesExactly(padding)}
      </Fact>
      <Fact name="alive" title="Steps at which the bytes must be kept, first and last included.">
        {formatSteps(start, end)}
        {!whole && (
          <span className={css.quiet}>
            {" "}
            of its storage's {formatSteps(storages.start[storage] ?? 0, storages.end[storage] ?? 0)}
          </span>
        )}
      </Fact>
      <Fact name="address" title="Half open: the second address is the first one not taken." copy={address}>
        <span className="mono">{address}</span>
      </Fact>
      <Fact name="buffer">
        <Link picture={picture} target={{ kind: "buffer", index: buffer }} />, tenant{" "}
        {formatCount((picture.ordinal[storage] ?? 0) + 1)} of {formatCount(tenants.length)}
      </Fact>
      <Fact name="arena">{arena?.id ?? ""}</Fact>
      <Fact name="alignment" title="Its address is a multiple of this.">
        {formatBytesExactly(alignment)}
      </Fact>
    </>
  );
}
