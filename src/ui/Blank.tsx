/** A quiet sentence in the middle of a pane that has nothing to draw yet. */

import css from "./Blank.module.css";

export function Blank(props: { children: string }) {
  return <p className={css.blank}>{props.children}</p>;
}
