/** The reverse greedy allocator as a baseline: what it puts together, and which of that is unsafe. */

import type { Picture } from "../../store/outcome.ts";
import css from "./Freedom.module.css";

export function Baseline(_props: { picture: Picture }) {
  return <p className={css.quiet}>Not here yet.</p>;
}
