/** The operator of nodes: known ones are offered while somebody types, any other name may be typed. */

import { type KeyboardEvent, useContext, useEffect, useId, useRef, useState } from "react";
import type { EditResult } from "../../../core/edit/types.ts";
import { OPERATORS, operatorOf } from "../../../core/ops/index.ts";
import type { Operator } from "../../../core/ops/types.ts";
import { draftKey, setDraft } from "./drafts.ts";
import css from "./Edit.module.css";
import { Row, TextBox } from "./fields.tsx";
import { type Mixed, nameCodec } from "./texts.ts";
import { ThingContext } from "./thing.ts";

const CODEC = nameCodec("An operation needs an operator, such as Conv.");

/** Names that begin with the text first, then those that have it anywhere, in themselves or in another name of theirs. */
export function operatorsLike(text: string): readonly Operator[] {
  const sought = text.trim().toLowerCase();
  const rank = ({ id, aliases }: Operator) => {
    const names = [id, ...aliases].map((name) => name.toLowerCase());
    if (names.some((name) => name.startsWith(sought))) return id.toLowerCase().startsWith(sought) ? 0 : 1;
    return names.some((name) => name.includes(sought)) ? 2 : 3;
  };
  const ranked = OPERATORS.map((operator) => ({ operator, rank: rank(operator) }));
  return ranked
    .filter((r) => r.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .map((r) => r.operator);
}

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
  const options = active === undefined ? [] : operatorsLike(sought);
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
          give={(op) => props.give(properName(op))}
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

/** An operator that we know is written as we write it, unless it was named by another of its names. */
function properName(op: string): string {
  const known = operatorOf(op)?.id;
  return known !== undefined && known.toLowerCase() === op.toLowerCase() ? known : op;
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
