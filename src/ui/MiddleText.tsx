/** A long name on one line that keeps its end: names of tensors differ at the end. The whole is in its title. */

import css from "./MiddleText.module.css";

/** Characters at the end that are never cut. */
const TAIL = 10;
/** Characters before them that are worth an ellipsis. */
const HEAD = 4;

export function MiddleText(props: { text: string; title?: string }) {
  const cut = props.text.length < HEAD + TAIL ? 0 : props.text.length - TAIL;
  // its parts are boxes of their own, which are read as words
  const whole = cut === 0 ? {} : { "aria-label": props.text };
  return (
    <span className={css.text} title={props.title ?? props.text} {...whole}>
      <span className={css.head}>{props.text.slice(0, cut)}</span>
      <span className={css.tail}>{props.text.slice(cut)}</span>
    </span>
  );
}
