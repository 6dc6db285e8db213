/** The main settings of the plan on the page, compactly; a click opens them. */

import { SETTINGS, type Settings } from "../../core/settings.ts";
import { formatBytes } from "../../core/units.ts";
import { ANY_ORDER } from "../../store/freedom.ts";
import type { Picture } from "../../store/outcome.ts";
import { seekSetting } from "../../store/session.ts";
import { Cell } from "./Cell.tsx";
import css from "./Summary.module.css";

/** The title of the chosen strategy of a setting, as its table says it. */
function titleOf(name: keyof Settings, id: string): string {
  const setting = SETTINGS.find((s) => s.name === name);
  const choice = setting?.kind === "choice" ? setting.choices.find((c) => c.id === id) : undefined;
  return choice?.title ?? id;
}

export function SettingsRead(props: { picture: Picture }) {
  const { settings, imported } = props.picture.plan;
  const open = () => seekSetting("place");
  const align = settings.alignment === null ? "align as given" : `align ${formatBytes(settings.alignment)}`;
  const place = imported ? "imported plan" : titleOf("place", settings.place);
  const anyOrder = settings.lifetimes === ANY_ORDER;
  const order = anyOrder ? "any order" : titleOf("order", settings.order);
  const onOff = (on: boolean) => (on ? "on" : "off");
  return (
    <div className={css.read}>
      <Cell
        testid="summary-settings"
        value={
          <>
            {place}
            <span className={css.more}> · {order}</span>
          </>
        }
        caption={`${settings.slots ? "slots · " : ""}${align} · in-place ${onOff(settings.inplace)} · views ${onOff(settings.views)}`}
        title={`Planned with ${place}, order ${titleOf("order", settings.order)}, lifetimes ${titleOf("lifetimes", settings.lifetimes)}, ${align}. Click to change the settings.`}
        onClick={open}
      />
    </div>
  );
}
