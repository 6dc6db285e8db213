/** What runs at a step, as a sentence that may go on. */

import type { ReactNode } from "react";
import type { Picture } from "../../store/outcome.ts";
import css from "./Inspector.module.css";
import { nodeText } from "./pairs.ts";
import { Link } from "./Thing.tsx";

/** Nothing where no node runs then: lifetimes have none. */
export function Runs(props: { picture: Picture; step: number; children?: ReactNode }) {
  const { picture, step } = props;
  const node = picture.plan.nodes.order[step];
  if (node === undefined) return null;
  return (
    <p className={css.sentence}>
      <Link picture={picture} target={{ kind: "node", index: node }} text={nodeText(picture, node)} /> runs
      then.{props.children}
    </p>
  );
}
