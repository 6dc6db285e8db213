/** What the last change did to sharing: pairs that may share storage no more, and pairs that may since. */

import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import { armsStore } from "../../store/arms.ts";
import css from "./Arms.module.css";

/** Chips of a kind that are shown; what is beyond them is counted. */
const MOST = 24;

function Chips(props: { says: string; begun: boolean; pairs: readonly (readonly [string, string])[] }) {
  const { says, pairs } = props;
  if (pairs.length === 0) return null;
  const light = (pair: readonly [string, string] | null) => armsStore.setState({ pair });
  return (
    <>
      <span className={css.quietly}>{says}</span>
      {pairs.slice(0, MOST).map((pair) => (
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
      {pairs.length > MOST && (
        <span className={css.quietly}>and {formatCount(pairs.length - MOST)} more</span>
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
