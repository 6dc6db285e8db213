/** What would help: changes measured one by one in the background by planning again, the best first. */

import { useMemo, useState } from "react";
import { useStore } from "zustand";
import type { Help } from "../../core/explain/help.types.ts";
import type { Settings } from "../../core/settings.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { changeSettings } from "../../store/change-settings.ts";
import type { Picture } from "../../store/outcome.ts";
import { asking, type Helping, questionsStore } from "../../store/questions.ts";
import type { Target } from "../../store/session.ts";
import css from "./Explain.module.css";
import { Section } from "./Facts.tsx";
import own from "./Inspector.module.css";
import { Link } from "./Thing.tsx";

/** Changes shown unasked. */
const SHOWN = 8;

export function Helps(props: { picture: Picture }) {
  const { picture } = props;
  const helping = useStore(questionsStore, (q) => q.help);
  if (picture.plan.imported)
    return (
      <Section title="What would help">
        <p className={css.sentence}>This plan is shown as it came. Open its model to try changes.</p>
      </Section>
    );
  return (
    <Section title="What would help" says="measured by planning again">
      <Progress picture={picture} helping={helping} />
      {helping !== undefined && <Found picture={picture} helping={helping} />}
    </Section>
  );
}

function Progress(props: { picture: Picture; helping: Helping | undefined }) {
  const { picture, helping } = props;
  if (helping?.state === "asking") {
    const { tried, total } = helping;
    return (
      <p className={css.helpHead}>
        <progress
          className={css.bar}
          aria-label="Changes tried"
          {...(total > 0 ? { value: tried, max: total } : {})}
        />
        <span className={css.count} role="status">
          {total > 0 ? `${formatCount(tried)} of ${formatCount(total)}` : "…"}
        </span>
        <button type="button" className={css.button} onClick={() => asking().stopHelp()}>
          Cancel
        </button>
      </p>
    );
  }
  const stale = helping !== undefined && helping.of !== picture;
  return (
    <p className={css.helpHead}>
      <button type="button" className={css.button} onClick={() => asking().whatHelps()}>
        {helping === undefined ? "Try changes" : "Try again"}
      </button>
      <span className={css.count} role="status">
        {helping === undefined
          ? ""
          : helping.state === "failed"
            ? helping.says
            : `${formatCount(helping.tried)} tried${helping.state === "cancelled" ? ", cancelled" : ""}${stale ? ", of the plan before" : ""}`}
      </span>
    </p>
  );
}

function Found(props: { picture: Picture; helping: Helping }) {
  const { picture, helping } = props;
  const [all, setAll] = useState(false);
  const better = useMemo(
    () => helping.found.filter((h) => h.saving > 0).sort((a, b) => b.saving - a.saving),
    [helping.found],
  );
  const shown = all ? better : better.slice(0, SHOWN);
  if (better.length === 0) {
    return helping.state === "answered" ? (
      <p className={css.sentence}>Nothing that was tried makes the peak lower.</p>
    ) : null;
  }
  return (
    <ul className={css.list} data-testid="helps">
      {shown.map((help) => (
        <Row key={help.id} picture={picture} help={help} />
      ))}
      {better.length > shown.length && (
        <li>
          <button type="button" className={own.more} onClick={() => setAll(true)}>
            {formatCount(better.length - shown.length)} more
          </button>
        </li>
      )}
    </ul>
  );
}

/** `tensor:ID` or `node:ID` as something to go to; undefined for arenas, and for what is not here. */
function targetOf({ plan }: Picture, at: string): Target | undefined {
  const colon = at.indexOf(":");
  const [kind, id] = [at.slice(0, colon), at.slice(colon + 1)];
  if (kind !== "tensor" && kind !== "node") return undefined;
  const index = plan[`${kind}s`].id.indexOf(id);
  return index < 0 ? undefined : { kind, index };
}

function Row(props: { picture: Picture; help: Help }) {
  const { picture, help } = props;
  const targets = help.at.flatMap((at) => targetOf(picture, at) ?? []).slice(0, 2);
  const { change } = help;
  return (
    <li className={css.help}>
      <span className={css.says}>{help.says}</span>
      <span className={`${css.saving} ${css.better}`} title={formatBytesExactly(help.saving)}>
        −{formatBytes(help.saving)}
      </span>
      <span className={css.after}>
        {help.of === null ? "peak" : help.of} {formatBytes(help.peakAfter)}
        {help.peakAfter === help.boundAfter && " = bound"}
        {!help.fits && ", does not fit"}
        {help.endedEarly && ", perhaps less"}
        {targets.map((target) => (
          <span key={`${target.kind} ${target.index}`}>
            {" · "}
            <Link picture={picture} target={target} />
          </span>
        ))}
      </span>
      {change.kind === "settings" ? (
        <Apply says={help.says} settings={change.settings} />
      ) : (
        <span className={css.after}>edit the model</span>
      )}
    </li>
  );
}

function Apply(props: { says: string; settings: Partial<Settings> }) {
  return (
    <button
      type="button"
      className={css.button}
      aria-label={`Apply: ${props.says}`}
      onClick={() => changeSettings(props.settings)}
    >
      Apply
    </button>
  );
}
