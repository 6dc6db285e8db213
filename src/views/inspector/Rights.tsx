/** In place and views, by kind of operator: how many rights the plan takes, and a switch for each kind. */

import { useDeferredValue, useMemo } from "react";
import { useStore } from "zustand";
import { inplaceReport } from "../../core/inplace-report.ts";
import type { Write } from "../../core/sharing.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { changeSettings } from "../../store/change-settings.ts";
import { documentStore } from "../../store/document.ts";
import type { Picture } from "../../store/outcome.ts";
import { isAllowed, type OperatorRights, rightsByOperator, withAllowed } from "../../store/rights.ts";
import css from "./Explain.module.css";
import { Section } from "./Facts.tsx";
import { Link } from "./Thing.tsx";

/** Decisions of each kind that are listed. */
const LISTED = 4;

const HOWS = [
  { how: "inplace", title: "In place", setting: "inplaceExcept", says: "outputs written over an input" },
  { how: "views", title: "Views", setting: "viewsExcept", says: "outputs that own no bytes" },
] as const;

export function Rights(props: { picture: Picture }) {
  const rows = useMemo(() => rightsByOperator(props.picture), [props.picture]);
  return HOWS.map(({ how, ...rest }) => {
    const own = rows.filter((row) => row[how] > 0);
    return own.length === 0 ? null : (
      <Section key={how} title={rest.title} says={rest.says}>
        {how === "inplace" && <Choice picture={props.picture} />}
        <ul className={css.list}>
          {own.map((row) => (
            <Operator
              key={row.op}
              row={row}
              how={how}
              setting={rest.setting}
              fixed={props.picture.plan.imported}
            />
          ))}
        </ul>
      </Section>
    );
  });
}

/** What was taken and what declined, and what each is worth at the peak. */
function Choice(props: { picture: Picture }) {
  const later = useDeferredValue<Picture | null>(props.picture, null);
  const report = useMemo(
    () =>
      later === null || later.graph === null || later.plan.imported
        ? null
        : inplaceReport(later.graph, later.plan),
    [later],
  );
  if (report === null || later === null) return null;
  const { taken, declined } = report;
  const lowering = taken
    .filter((write) => (write.lowersBy ?? 0) > 0)
    .sort((a, b) => (b.lowersBy ?? 0) - (a.lowersBy ?? 0));
  const worst = declined.toSorted((a, b) => b.raisesBy - a.raisesBy);
  return (
    <>
      <p className={css.sentence} data-testid="inplace-says">
        {formatCount(taken.length)} taken
        {lowering.length > 0 &&
          `, ${formatCount(lowering.length)} of them ${lowering.length === 1 ? "lowers" : "lower"} the peak`}
        {declined.length > 0 && `; ${formatCount(declined.length)} declined though they may`}.
      </p>
      <ul className={css.list}>
        {lowering.slice(0, LISTED).map((write) => (
          <Decision
            key={write.output}
            picture={later}
            write={write}
            says={`−${formatBytes(write.lowersBy ?? 0)}`}
            better
          />
        ))}
        {worst.slice(0, LISTED).map((write) => (
          <Decision
            key={write.output}
            picture={later}
            write={write}
            says={write.raisesBy > 0 ? `+${formatBytes(write.raisesBy)}` : "±0"}
            why={
              write.raisesBy > 0
                ? `declined: it would keep ${formatBytes(write.keeps)} alive for ${formatBytes(write.bytes)}`
                : "declined: the addresses come out smaller so"
            }
          />
        ))}
      </ul>
    </>
  );
}

function Decision(props: { picture: Picture; write: Write; says: string; why?: string; better?: boolean }) {
  const { picture, write, better } = props;
  return (
    <li className={css.help}>
      <span className={css.pairOfNames}>
        <Link picture={picture} target={{ kind: "tensor", index: write.output }} /> over{" "}
        <Link picture={picture} target={{ kind: "tensor", index: write.input }} />
      </span>
      <span
        className={`${css.saving} ${better === true ? css.better : ""}`}
        title="What it does to the most bytes alive"
      >
        {props.says}
      </span>
      {props.why !== undefined && <span className={css.after}>{props.why}</span>}
    </li>
  );
}

function Operator(props: {
  row: OperatorRights;
  how: "inplace" | "views";
  setting: "inplaceExcept" | "viewsExcept";
  /** The plan came from a file and no setting changes it. */
  fixed: boolean;
}) {
  const { row, how, setting } = props;
  const except = useStore(documentStore, (s) => s.settings[setting]);
  const on = useStore(documentStore, (s) => s.settings[how]);
  const taken = how === "inplace" ? row.inplaceTaken : row.viewsTaken;
  return (
    <li>
      <label className={css.operator}>
        <input
          type="checkbox"
          checked={on && isAllowed(except, row.op)}
          disabled={!on || props.fixed}
          aria-label={`${row.op} may be ${how === "inplace" ? "in place" : "a view"}`}
          onChange={(e) => changeSettings({ [setting]: withAllowed(except, row.op, e.target.checked) })}
        />
        <span className={css.operatorName}>{row.op}</span>
        <span className={css.count}>
          {formatCount(taken)} of {formatCount(row[how])} taken
        </span>
      </label>
    </li>
  );
}
