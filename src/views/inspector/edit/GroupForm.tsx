/** A group of the drawing: its title, whether it is folded, and who is in it. */

import { boxKey } from "../../../core/box-key.ts";
import type { DrawnGroup } from "../../../core/document.ts";
import { foldGroup, renameGroup, ungroup } from "../../../core/edit/draw.ts";
import { formatCount } from "../../../core/units.ts";
import { choose } from "../../../store/chosen.ts";
import { edit } from "../../../store/editing.ts";
import { request } from "../../../store/requests.ts";
import { MiddleText } from "../../../ui/MiddleText.tsx";
import css from "./Edit.module.css";
import { Part, SmallButton, TickField } from "./fields.tsx";
import { NameField } from "./NameField.tsx";

export function groupKey(opening: number, id: string): string {
  return `${opening} group:${id}`;
}

export function GroupForm(props: { group: DrawnGroup; opening: number }) {
  const { group, opening } = props;
  return (
    <>
      <h3 className="sr-only">{group.title}</h3>
      <div className={css.form}>
        <NameField
          label="title"
          name={group.title}
          box={boxKey("group", group.id)}
          // its id stays
          keyOf={() => groupKey(opening, group.id)}
          give={(title) => edit((d) => renameGroup(d, group.id, title))}
        />
        <TickField
          label="folded"
          text="into one box"
          checked={group.collapsed === true}
          onChange={(on) => edit((d) => foldGroup(d, group.id, on))}
        />
        <Part
          title={`${formatCount(group.nodes.length)} ${group.nodes.length === 1 ? "node" : "nodes"}`}
          beside={<SmallButton onClick={() => edit((d) => ungroup(d, [group.id]))}>ungroup</SmallButton>}
        >
          {group.nodes.map((id) => (
            <div key={id} className={css.control}>
              <button
                type="button"
                className={css.link}
                onClick={() => {
                  const keys = [boxKey("node", id)];
                  choose(keys);
                  request({ kind: "reveal-boxes", keys });
                }}
              >
                <MiddleText text={id} />
              </button>
            </div>
          ))}
        </Part>
      </div>
    </>
  );
}
