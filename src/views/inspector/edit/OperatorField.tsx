/** The operator of nodes: known ones are offered while somebody types, any other name may be typed. */

import { type KeyboardEvent, useContext, useEffect, useId, useRef, useState } from "react";
import type { EditResult } from "../../../core/edit/types.ts";
import { findOperators, operatorOf } from "../../../core/ops/index.ts";
import type { Operator } from "../../../core/ops/types.ts";
import { draftKey, setDraft } from "./drafts.ts";
import css from "./Edit.module.css";
import { Row, TextBox } from "./fields.tsx";
import { type Mixed, nameCodec } from "./texts.ts";
import { ThingContext } from "./thing.ts";

const CODEC = nameCodec("An operation needs an operator, such as Conv.");

/** As many as are offered at once. */
const MOST_OPTIONS = 40;

/** Undefined while the list is folded; −1: no option is pointed at. */
type Active = number | undefined;

export function OperatorField(props: {
  value: string | Mixed | undefined;
  give: (op: string) => EditResult | undefined;
}) {
  const id = useId();
  const thing = useContext(ThingContext);
  const [active, setActive] = useState<Active>(undefined);
  const [sought, setSought] = useState("");
  const options = active === undefined ? [] : findOperators(sought).slice(0, MOST_OPTIONS);
  const open = options.length > 0;
  const known = typeof props.value === "string" ? operatorOf(props.value) : undefined;
  const fold = () => setActive(undefined);
  const take = (operator: Operator) => {
    fold();
    setDraft(draftKey(thing.key, "operator"), null);
    if (operator.id !== props.value) props.give(operator.id);
  };
  const onKey = (e: KeyboardEvent<HTMLInputElement>): boolean => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (by !== undefined) {
      e.preventDefault();
      if (open) setActive(((active ?? -1) + by + options.length) % options.length);
      else {
        setSought("");
        setActive(0);
      }
      return true;
    }
    const pointed = options[active ?? -1];
    if (e.key === "Enter" && pointed !== undefined) {
      take(pointed);
      return true;
    }
    if (e.key === "Escape" && open) {
      e.stopPropagation();
      fold();
      return true;
    }
    if (e.key === "Enter") fold();
    return false;
  };
  return (
    <Row label="operator" for={id} title={known?.says ?? "The name of an operator"}>
      <div className={css.combo}>
        <TextBox
          id={id}
          field="operator"
          codec={CODEC}
          value={props.value}
          give={props.give}
          onKey={onKey}
          onLeave={fold}
          onDraft={(text) => {
            setSought(text ?? "");
            setActive(text === null ? undefined : -1);
          }}
          rest={{
            role: "combobox",
            "aria-expanded": open,
            "aria-controls": open ? `${id}-list` : undefined,
            "aria-autocomplete": "list",
            "aria-activedescendant": open && active !== -1 ? `${id}-${active}` : undefined,
          }}
        />
        {open && <Options id={id} options={options} active={active ?? -1} onTake={take} />}
      </div>
    </Row>
  );
}

function Options(props: {
  id: string;
  options: readonly Operator[];
  active: number;
  onTake: (operator: Operator) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const { active } = props;
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div id={`${props.id}-list`} ref={list} role="listbox" aria-label="Operators" className={css.options}>
      {props.options.map((operator, i) => (
        <div
          key={operator.id}
          id={`${props.id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === active}
          className={css.option}
          // the field keeps the focus, and so its draft
          onPointerDown={(e) => {
            e.preventDefault();
            props.onTake(operator);
          }}
        >
          {operator.id}
          <span className={css.optionSays}>{operator.says}</span>
        </div>
      ))}
    </div>
  );
}
