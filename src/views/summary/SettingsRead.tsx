/** The main settings of the plan on the page, compactly; a click opens them. */

import { SETTINGS, type Settings } from "../../core/settings.ts";
import { sourceKind } from "../../core/source-words.ts";
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

interface Said {
  readonly place: string;
  readonly order: string;
  /** What follows the alignment. */
  readonly more: string;
  readonly opens: keyof Settings;
}

function onOff(on: boolean): string {
  return on ? "on" : "off";
}

function said({ plan, document }: Picture): Said {
  const { settings, imported } = plan;
  const { place, order, lifetimes, inplace, views } = settings;
  if (sourceKind(document) === "dataflow") {
    const asReference = settings.fifos === "reference";
    return {
      place: imported ? "imported plan" : asReference ? "CMSIS-Stream's FIFOs" : titleOf("place", place),
      order: titleOf("schedule", asReference ? "reference" : settings.schedule),
      more: `FIFOs ${titleOf("fifos", settings.fifos)}`,
      opens: "fifos",
    };
  }
  return {
    place: imported ? "imported plan" : titleOf("place", place),
    order: lifetimes === ANY_ORDER ? "any order" : titleOf("order", order),
    more: `in-place ${onOff(inplace)} · views ${onOff(views)}`,
    opens: "place",
  };
}

export function SettingsRead(props: { picture: Picture }) {
  const { settings } = props.picture.plan;
  const { place, order, more, opens } = said(props.picture);
  const align = settings.alignment === null ? "align as given" : `align ${formatBytes(settings.alignment)}`;
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
        caption={`${settings.slots ? "slots · " : ""}${align} · ${more}`}
        title={`Planned with ${place}, order ${order}, lifetimes ${titleOf("lifetimes", settings.lifetimes)}, ${align}. Click to change the settings.`}
        onClick={() => seekSetting(opens)}
      />
    </div>
  );
}
