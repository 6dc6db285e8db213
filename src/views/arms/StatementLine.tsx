/** One statement of an arm: its kind and its buffers can be changed, and it can be moved, wrapped, taken out and removed. */

import type { KeyboardEvent } from "react";
import type { ArmsDocument, Item } from "../../core/dialects/arms/document.ts";
import { isRegion, lastOf, type Path } from "../../core/dialects/arms/edit/path.ts";
import {
  changeItem,
  insertItem,
  moveItem,
  removeItem,
  takeOutItem,
  unwrapItem,
  type Wrapper,
  wrapItem,
} from "../../core/dialects/arms/edit/statements.ts";
import { sayItem } from "../../core/dialects/arms/edit/words.ts";
import type { Line } from "../../look/arms/lines.ts";
import { editArms } from "../../store/arms-editing.ts";
import { LaterMenu } from "../../ui/LaterMenu.tsx";
import type { MenuEntry, MenuGroup } from "../../ui/Menu.tsx";
import { Operands } from "./Operands.tsx";
import css from "./Side.module.css";
import { givenIn, isKind, KINDS, kindOf, ofKind } from "./statement-kinds.ts";

const WRAPPERS: readonly { readonly id: Wrapper; readonly title: string }[] = [
  { id: "region", title: "Put it into a nested region" },
  { id: "if", title: "Put it into a branch" },
  { id: "loop", title: "Put it into a loop" },
];

/** Where a block can be added to: its body, or its branches. */
function insides(item: Item, path: Path): readonly { readonly title: string; readonly path: Path }[] {
  if (isRegion(item) || item.op === "loop")
    return [{ title: "Add a read inside", path: [...path, item.body.length] }];
  if (item.op !== "if") return [];
  return [
    { title: "Add a read to the branch", path: [...path, "then", item.then.length] },
    { title: "Add a read to the other branch", path: [...path, "else", item.else?.length ?? 0] },
  ];
}

function groupsOf(document: ArmsDocument, item: Item, path: Path): readonly MenuGroup[] {
  const isBlock = isRegion(item) || item.op === "loop" || item.op === "if";
  const read = ofKind("load", undefined, givenIn(document));
  const inside: MenuEntry[] =
    read === undefined
      ? []
      : insides(item, path).map(({ title, path: to }) => ({
          id: title,
          title,
          run: () => void editArms((d) => insertItem(d, to, read)),
        }));
  const out: MenuEntry[] =
    path.length > 2 || isRegion(item)
      ? [
          {
            id: "out",
            title: path.length > 2 ? "Take it out of what holds it" : "Take it out as an arm of its own",
            run: () => void editArms((d) => takeOutItem(d, path)),
          },
        ]
      : [];
  return [
    {
      title: sayItem(item),
      entries: [
        ...inside,
        ...WRAPPERS.map(({ id, title }) => ({
          id,
          title,
          run: () => void editArms((d) => wrapItem(d, path, id)),
        })),
        ...out,
        ...(isBlock
          ? [
              {
                id: "unwrap",
                title: "Dissolve it: keep what it holds",
                run: () => void editArms((d) => unwrapItem(d, path)),
              },
            ]
          : []),
      ],
    },
  ];
}

export function StatementLine(props: { document: ArmsDocument; line: Extract<Line, { kind: "item" }> }) {
  const { document, line } = props;
  const { item, path, last } = line;
  const says = sayItem(item);
  const change = (made: Item) => editArms((d) => changeItem(d, path, made)).ok;
  const move = (by: 1 | -1) => void editArms((d) => moveItem(d, path, by));
  const onKeyDown = (e: KeyboardEvent) => {
    const by = e.key === "ArrowUp" ? -1 : e.key === "ArrowDown" ? 1 : 0;
    if (!e.altKey || by === 0) return;
    e.preventDefault();
    e.stopPropagation();
    move(by);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Alt and arrows move the line from any of its fields
    <div className={css.statement} onKeyDown={onKeyDown}>
      <select
        aria-label={`Kind of: ${says}`}
        value={kindOf(item)}
        onChange={(e) => {
          const made = isKind(e.target.value) ? ofKind(e.target.value, item, givenIn(document)) : undefined;
          if (made !== undefined) change(made);
        }}
      >
        {KINDS.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <Operands document={document} item={item} onChange={change} />
      <span className={css.lineButtons}>
        <button
          type="button"
          className={css.icon}
          aria-label={`Move up: ${says}`}
          title="Move up (Alt ↑)"
          disabled={lastOf(path) === 0}
          onClick={() => move(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          className={css.icon}
          aria-label={`Move down: ${says}`}
          title="Move down (Alt ↓)"
          disabled={last}
          onClick={() => move(1)}
        >
          ↓
        </button>
        <LaterMenu
          label={`More for: ${says}`}
          look="quiet"
          trigger={<>⋯</>}
          groups={groupsOf(document, item, path)}
        />
        <button
          type="button"
          className={css.icon}
          aria-label={`Remove: ${says}`}
          title="Remove"
          onClick={() => void editArms((d) => removeItem(d, path))}
        >
          ✕
        </button>
      </span>
    </div>
  );
}
