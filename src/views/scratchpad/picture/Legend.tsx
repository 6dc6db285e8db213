/** What colours and patterns of the picture stand for: those that occur in it. */

import { useStore } from "zustand";
import { HOW, NONE, ROLE } from "../../../look/scratchpad/scratchpad.types.ts";
import { type ShownTiling, tilingStore } from "../../../store/tiling.ts";
import { RoleSwatch } from "../RoleSwatch.tsx";
import { roleWord } from "../words.ts";
import css from "./PictureStage.module.css";

interface Present {
  readonly roles: readonly number[];
  readonly generations: boolean;
  readonly evicted: boolean;
  readonly spilled: boolean;
}

function presentIn({ index }: ShownTiling): Present {
  const { count, role, how, buffer } = index.residencies;
  const roles = new Set<number>();
  let flags = 0;
  let generations = false;
  for (let r = 0; r < count; r++) {
    roles.add(role[r] ?? 0);
    flags |= how[r] ?? 0;
    generations ||= (buffer[r] ?? NONE) > 0;
  }
  return {
    roles: Object.values(ROLE).filter((one) => roles.has(one)),
    generations,
    evicted: (flags & HOW.evicted) !== 0,
    spilled: (flags & (HOW.spilled | HOW.filled)) !== 0,
  };
}

const known = new WeakMap<ShownTiling, Present>();

export function Legend() {
  const shown = useStore(tilingStore, (s) => s.shown);
  if (shown === null) return null;
  const present = known.get(shown) ?? presentIn(shown);
  known.set(shown, present);
  return (
    <ul className={css.legend} aria-label="Legend">
      {present.roles.map((role) => (
        <li key={role}>
          <RoleSwatch role={role} />
          {present.generations && role !== ROLE.sum && <RoleSwatch role={role} buffer={1} />}
          {roleWord(role)}
        </li>
      ))}
      {present.generations && <li>shade: buffer 0 or 1</li>}
      <li>
        <span className={css.pin} />
        step
      </li>
      {present.evicted && (
        <li>
          <span className={css.corner} />
          evicted
        </li>
      )}
      {present.spilled && (
        <li>
          <span className={css.hatched} />
          spilled
        </li>
      )}
    </ul>
  );
}
