/** In place and views, by kind of operator: how many rights the plan takes, and a switch for each kind. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import { changeSettings, documentStore } from "../../store/document.ts";
import type { Picture } from "../../store/outcome.ts";
import { isAllowed, type OperatorRights, rightsByOperator, withAllowed } from "../../store/rights.ts";
import css from "./Explain.module.css";
import { Section } from "./Facts.tsx";

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
