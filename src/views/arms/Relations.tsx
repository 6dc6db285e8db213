/** What the arm that is looked at is to each other arm; choosing another relation plans anew. */

import { nestArm } from "../../core/dialects/arms/edit/arms.ts";
import { type Relation, relateArms, relationsOf } from "../../core/dialects/arms/edit/relations.ts";
import { showArm } from "../../store/arms.ts";
import { editArms } from "../../store/arms-editing.ts";
import { pointAt } from "./lit.ts";
import type { ArmsModel } from "./model.ts";
import css from "./Side.module.css";

const RELATIONS: readonly { readonly id: Relation; readonly title: string }[] = [
  { id: "before", title: "before" },
  { id: "parallel", title: "parallel with" },
  { id: "exclusive", title: "exclusive with" },
  { id: "after", title: "after" },
];

export function Relations(props: { model: ArmsModel; arm: string }) {
  const { model, arm } = props;
  const { document, report, drawn } = model;
  const relations = relationsOf(document, arm);
  const others = drawn.flatMap((at) => report.arms[at] ?? []).filter(({ id, stray }) => id !== arm && !stray);
  if (others.length === 0) return <p className={css.quietly}>There is no other arm.</p>;
  return (
    <ul className={css.relations} aria-label={`Order of ${arm} to the other arms`}>
      {others.map(({ id }) => (
        <li key={id} onPointerEnter={() => pointAt("node", id)}>
          <select
            aria-label={`${arm} is to ${id}`}
            value={relations.get(id)}
            onChange={(e) => {
              const to = RELATIONS.find((relation) => relation.id === e.target.value);
              if (to !== undefined) editArms((d) => relateArms(d, arm, id, to.id));
            }}
          >
            {RELATIONS.map((relation) => (
              <option key={relation.id} value={relation.id}>
                {relation.title}
              </option>
            ))}
          </select>
          <button type="button" className={css.link} onClick={() => showArm(id)}>
            {id}
          </button>
          <button
            type="button"
            className={css.link}
            title={`Put ${arm} into ${id} as a nested region`}
            onClick={() => {
              if (editArms((d) => nestArm(d, arm, id)).ok) showArm(id);
            }}
          >
            nest into it
          </button>
        </li>
      ))}
    </ul>
  );
}
