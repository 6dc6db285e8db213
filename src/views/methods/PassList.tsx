/** The passes in their order: each with its switch and how much it changed. */

import type { KeyboardEvent } from "react";
import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import type { Stage } from "../../look/methods/stages.types.ts";
import { methodsOptions, switchPass } from "../../store/methods-options.ts";
import css from "./PassList.module.css";

function countText({ on, why, changeCount }: Stage): string {
  if (!on) return "off";
  if (why !== null) return "idle";
  return changeCount === 0 ? "–" : formatCount(changeCount);
}

function countSays({ on, why, changeCount }: Stage): string {
  if (!on) return "Switched off";
  if (why !== null) return why;
  return changeCount === 1 ? "1 change" : `${formatCount(changeCount)} changes`;
}

/** Up and down walk the passes and choose them, as in a list. */
function walk(e: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (by === undefined) return;
  const all = [...e.currentTarget.querySelectorAll<HTMLElement>("button[data-pass]")];
  const to = all[all.findIndex((one) => one.getAttribute("aria-pressed") === "true") + by];
  if (to === undefined) return;
  to.focus();
  to.click();
  e.preventDefault();
  e.stopPropagation();
}

export function PassList(props: {
  stages: readonly Stage[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  // the switch is where a person put it, while its effect is still being worked out
  const switched = useStore(methodsOptions, (s) => s.options.passes);
  return (
    <ol className={css.list} aria-label="Passes" onKeyDown={walk}>
      {props.stages.map((stage, i) => (
        <li
          key={stage.id}
          className={css.row}
          data-chosen={stage.id === props.chosen || undefined}
          data-idle={!stage.on || stage.why !== null || undefined}
        >
          <input
            type="checkbox"
            aria-label={`${stage.title}: on`}
            title={stage.initial ? "On unless switched off" : "Off unless switched on"}
            checked={switched[stage.id] ?? stage.initial}
            onChange={(e) => switchPass(stage.id, e.target.checked, stage.initial)}
          />
          <button
            type="button"
            data-pass={stage.id}
            aria-pressed={stage.id === props.chosen}
            title={stage.says}
            onClick={() => props.onChoose(stage.id)}
          >
            <span className={css.number}>{i + 1}</span>
            <span className={css.title}>{stage.title}</span>
            <span
              className={css.count}
              title={countSays(stage)}
              data-any={stage.changeCount > 0 || undefined}
            >
              {countText(stage)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
