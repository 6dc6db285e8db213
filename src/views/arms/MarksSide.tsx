/** What the marks of the cells mean, and the keys of the table. */

import { Mark } from "./Mark.tsx";
import { MARK_LOOKS, MARK_ORDER } from "./marks.ts";
import css from "./Side.module.css";

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ["arrows, Home, End", "walk through the table"],
  ["Enter", "on a cell: what can be chosen; on a name: its panel"],
  ["R W B U P", "read, write, write then read, read then write, write a part"],
  [
    "A L S I C D G O N F",
    "atomic, async load, async store, indirect, all-reduce, broadcast, all-gather, opaque, length, callee",
  ],
  ["Del", "empty the cell; on a name: remove it"],
  ["F2", "rename; on bytes: change them"],
  ["N, Shift N", "on a name: add one after it; beside the arm"],
  ["P, X", "on an arm: parallel, or exclusive, with the one before it"],
  ["Alt ← →", "on an arm: exchange it with its neighbour"],
  ["O", "on a buffer: needed after the program, or not"],
];

export function MarksSide() {
  return (
    <>
      <ul className={css.legend} aria-label="Marks">
        {MARK_ORDER.map((mark) => (
          <li key={mark}>
            <Mark mark={mark} />
            <span>
              <strong>{MARK_LOOKS[mark].title}</strong> {MARK_LOOKS[mark].says}
            </span>
          </li>
        ))}
      </ul>
      <p className={css.quietly}>
        Marks of a cell are in the order of the program. The band behind them goes from the first arm that
        touches a buffer to the last; a line: it keeps its memory throughout.
      </p>
      <dl className={css.keys}>
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
