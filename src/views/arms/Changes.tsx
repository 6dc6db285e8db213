/** What the last change did to sharing: pairs that may share storage no more, and pairs that may since. */

import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import { armsStore, type ChangedPairs } from "../../store/arms.ts";
import css from "./Arms.module.css";

function Chips(props: { says: string; begun: boolean; pairs: ChangedPairs }) {
  const { named, count } = props.pairs;
  if (count === 0) return null;
  const light = (pair: readonly [string, string] | null) => armsStore.setState({ pair });
  return (
    <>
      <span className={css.quietly}>{props.says}</span>
      {named.map((pair) => (
        <button
          key={pair.join(" ")}
          type="button"
          className={css.chip}
          data-begun={props.begun}
          onPointerEnter={() => light(pair)}
          onPointerLeave={() => light(null)}
          onFocus={() => light(pair)}
          onBlur={() => light(null)}
          onClick={() => light(pair)}
        >
          {pair[0]}–{pair[1]}
        </button>
      ))}
      {count > named.length && (
        <span className={css.quietly}>and {formatCount(count - named.length)} more</span>
      )}
    </>
  );
}

export function Changes() {
  const change = useStore(armsStore, (s) => s.change);
  if (change === null) return null;
  return (
    <div className={css.changes} role="status" aria-label="What the last change did to sharing">
      <Chips says="stopped sharing:" begun={false} pairs={change.stopped} />
      <Chips says="may share now:" begun pairs={change.begun} />
    </div>
  );
}
