/** What the independent checker says when it finds nothing, and what else there is to read. */

import { formatCount } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Cell } from "./Cell.tsx";
import css from "./Summary.module.css";

export function Verdict(props: { picture: Picture }) {
  const { plan } = props.picture;
  const noted = plan.diagnostics.filter((d) => d.severity !== "info").length;
  return (
    <Cell
      testid="summary-verdict"
      tone="quiet"
      value={<span className={css.good}>✓ checked</span>}
      caption={
        noted === 0 ? "no problems" : `${formatCount(noted)} ${noted === 1 ? "problem" : "problems"} to read`
      }
      title={`Checked from scratch, apart from what planned it: order, lifetimes, addresses, alignment and numbers of ${formatCount(plan.storages.count)} storages. Click to list what there is to read.`}
      onClick={() => sessionStore.setState({ lowerPane: "problems" })}
    />
  );
}
