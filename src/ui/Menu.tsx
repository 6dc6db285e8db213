/** A menu button: a trigger and a list of items, groups and rules. */

import { Menu as Base } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import button from "./Button.module.css";
import css from "./Menu.module.css";

export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  /** A quiet second line. */
  readonly says?: string;
  /** Right-aligned, e.g. a shortcut. */
  readonly hint?: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** Of a switch: whether it is on. The menu stays open, so that several can be set. */
  readonly on?: boolean;
}

export interface MenuGroup {
  readonly title: string;
  readonly entries: readonly MenuEntry[];
}

export interface MenuProps {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly look?: "plain" | "primary" | "quiet";
  readonly groups: readonly MenuGroup[];
}

function Groups(props: { groups: readonly MenuGroup[] }) {
  return props.groups
    .filter((g) => g.entries.length > 0)
    .map((group) => (
      <Base.Group key={group.title} className={css.group ?? ""}>
        <Base.GroupLabel className={css.label ?? ""}>{group.title}</Base.GroupLabel>
        {group.entries.map((entry) => {
          const what = (
            <>
              <span className={css.text}>
                {entry.title}
                {entry.says !== undefined && <small className={css.says}>{entry.says}</small>}
              </span>
              {entry.hint !== undefined && <kbd className={css.hint}>{entry.hint}</kbd>}
            </>
          );
          return entry.on === undefined ? (
            <Base.Item
              key={entry.id}
              className={css.item ?? ""}
              disabled={entry.disabled ?? false}
              onClick={entry.run}
            >
              {what}
            </Base.Item>
          ) : (
            <Base.CheckboxItem
              key={entry.id}
              className={css.item ?? ""}
              disabled={entry.disabled ?? false}
              checked={entry.on}
              onCheckedChange={entry.run}
            >
              <span className={css.tick} aria-hidden="true">
                {entry.on ? "✓" : ""}
              </span>
              {what}
            </Base.CheckboxItem>
          );
        })}
      </Base.Group>
    ));
}

export function Menu(props: MenuProps & { readonly opens?: boolean }) {
  return (
    <Base.Root defaultOpen={props.opens ?? false}>
      <Base.Trigger className={`${button.button} ${button[props.look ?? "plain"]}`} aria-label={props.label}>
        {props.trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className={css.positioner ?? ""}>
          <Base.Popup className={css.popup ?? ""}>
            <Groups groups={props.groups} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A menu at a point of the window, in pixels: what a right click or Shift+F10 asks for. */
export function PointMenu(props: {
  at: { readonly x: number; readonly y: number };
  label: string;
  groups: readonly MenuGroup[];
  onClose: () => void;
}) {
  const { x, y } = props.at;
  const anchor = { getBoundingClientRect: () => DOMRect.fromRect({ x, y }) };
  return (
    <Base.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="start" className={css.positioner ?? ""}>
          <Base.Popup className={css.popup ?? ""} aria-label={props.label}>
            <Groups groups={props.groups} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
