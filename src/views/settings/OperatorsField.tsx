/** Names of operators as boxes to tick: those of the open graph that the setting can mean, and what else is in the list. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { namesIn } from "../../core/names.ts";
import type { SettingDef } from "../../core/settings.ts";
import { formatCount } from "../../core/units.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { isAllowed, rightsByOperator, withAllowed } from "../../store/rights.ts";
import { NamesField } from "./NamesField.tsx";
import css from "./SettingsPanel.module.css";

interface Operator {
  readonly op: string;
  /** Outputs in the graph that the setting is about. */
  readonly count: number;
}

/** Operators of the open graph that the setting is about, by name. */
function useOperators(setting: SettingDef): readonly Operator[] {
  const picture = useStore(outcomeStore, (s) => s.picture);
  return useMemo(() => {
    if (picture === null) return [];
    const how = setting.name === "inplaceExcept" ? "inplace" : "views";
    return rightsByOperator(picture)
      .filter((row) => row[how] > 0)
      .map((row) => ({ op: row.op, count: row[how] }));
  }, [picture, setting]);
}

export function OperatorsField(props: {
  setting: SettingDef;
  id: string;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const { setting, id, value, disabled, onChange } = props;
  const operators = useOperators(setting);
  if (operators.length === 0)
    return <NamesField id={id} value={value} disabled={disabled} onChange={onChange} />;
  const here = new Set(operators.map((o) => o.op));
  const others = namesIn(value)
    .filter((name) => !here.has(name))
    .map((op): Operator => ({ op, count: 0 }));
  return (
    <fieldset id={id} className={css.operators} aria-label={setting.title} aria-describedby={`${id}-says`}>
      {[...operators, ...others].map(({ op, count }) => (
        <label key={op} className={css.operator}>
          <input
            type="checkbox"
            checked={!isAllowed(value, op)}
            disabled={disabled}
            onChange={(e) => onChange(withAllowed(value, op, !e.target.checked))}
          />
          {op}
          <span className={css.choiceSays}>{count === 0 ? "not in this graph" : formatCount(count)}</span>
        </label>
      ))}
    </fieldset>
  );
}
