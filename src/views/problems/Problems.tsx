/** What is wrong with the plan and what to know of the file: in groups with counts; each line lights up what it is about. */

import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import { drawingFactsStore, factsFor } from "../../store/drawing-facts.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { goTo, type Place, placeOf } from "../../store/places.ts";
import { answerOf, asking, questionsStore } from "../../store/questions.ts";
import { request } from "../../store/requests.ts";
import { point } from "../../store/session.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { type Group, groupsOf, type Item, type Severity } from "./groups.ts";
import css from "./Problems.module.css";

/** Lines of a group shown unasked. */
const SHOWN = 100;
/** Places of a line shown as buttons. */
const PLACES = 8;

export function Problems() {
  const picture = useStore(outcomeStore, (s) => s.picture);
  const asked = useStore(questionsStore, (q) => q.shipped);
  const carries = picture?.graph?.document.shipped !== undefined;
  useEffect(() => {
    if (carries && asked === undefined) asking().shipped();
  }, [carries, asked]);
  const shipped = answerOf(asked) ?? null;
  const drawing = useStore(drawingFactsStore, (s) => factsFor(picture, s.facts));
  const groups = useMemo(
    () => (picture === null ? [] : groupsOf(picture, shipped, drawing)),
    [picture, shipped, drawing],
  );
  return (
    <section className={css.pane} aria-label="Problems" data-testid="problems">
      <PaneHead title="Problems" says={saysOf(groups)} />
      <div className={css.body}>
        {picture === null ? (
          <p className={css.quiet}>Open a model; what is wrong with it or its plan is listed here.</p>
        ) : groups.length === 0 ? (
          <AllWell picture={picture} />
        ) : (
          groups.map((group) => <GroupOf key={group.title} picture={picture} group={group} />)
        )}
      </div>
    </section>
  );
}

function saysOf(groups: readonly Group[]): string {
  const count = (severity: Severity) =>
    groups.reduce((n, g) => n + g.items.filter((i) => i.severity === severity).length, 0);
  const words = [
    [count("error"), "error"],
    [count("warning"), "warning"],
    [count("info"), "note"],
  ] as const;
  return words
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${formatCount(n)} ${word}${n === 1 ? "" : "s"}`)
    .join(", ");
}

function AllWell(props: { picture: Picture }) {
  const { storages, arenas } = props.picture.plan;
  return (
    <p className={css.quiet} data-testid="problems-none">
      No problems: checked {formatCount(storages.count)} storages in{" "}
      {arenas.length === 1 ? "one arena" : `${formatCount(arenas.length)} arenas`} from scratch: order,
      lifetimes, overlap, alignment, buffers and numbers.
    </p>
  );
}

function GroupOf(props: { picture: Picture; group: Group }) {
  const { group } = props;
  const [all, setAll] = useState(false);
  const items = all ? group.items : group.items.slice(0, SHOWN);
  const more = group.items.length - items.length;
  return (
    <section className={css.group} aria-label={group.title}>
      <h3 className={css.heading}>
        {group.title} <span className={css.count}>{formatCount(group.items.length)}</span>
        <span className={css.says}>{group.says}</span>
      </h3>
      <ul className={css.lines}>
        {items.map((item) => (
          <Line key={item.key} picture={props.picture} item={item} />
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className={css.more} onClick={() => setAll(true)}>
          Show {formatCount(more)} more
        </button>
      )}
    </section>
  );
}

const WORDS: Readonly<Record<Severity, readonly [icon: string, word: string]>> = {
  error: ["✕", "Error"],
  warning: ["▲", "Warning"],
  info: ["i", "Note"],
};

function show(places: readonly Place[]): void {
  // the first thing is selected, and a step takes the cursor besides
  const thing = places.find((p) => p.kind !== "step");
  const step = places.find((p) => p.kind === "step");
  if (step !== undefined) goTo(step);
  if (thing === undefined) return;
  goTo(thing);
  request({ kind: "reveal", target: thing });
}

/** Lights up the first thing that a line is about. */
function pointTo(places: readonly Place[]): void {
  const thing = places.find((p) => p.kind !== "step");
  if (thing !== undefined) point(thing);
}

function Line(props: { picture: Picture; item: Item }) {
  const { picture, item } = props;
  const { severity, message, at } = item;
  const places = at.slice(0, PLACES).map((name) => ({ name, place: placeOf(picture, name) }));
  const found = places.flatMap(({ place }) => (place === undefined ? [] : [place]));
  const [icon, word] = WORDS[severity];
  return (
    <li className={css.line} data-severity={severity} data-drawn={item.drawn}>
      <span className={css.severity}>
        <span className={css.icon} aria-hidden="true">
          {icon}
        </span>
        {word}
      </span>
      <span className={css.what}>
        {found.length > 0 ? (
          <button
            type="button"
            className={css.message}
            onClick={() => show(found)}
            onPointerEnter={() => pointTo(found)}
            onPointerLeave={() => point(null)}
            onFocus={() => pointTo(found)}
            onBlur={() => point(null)}
          >
            {message}
          </button>
        ) : (
          <span className={css.message}>{message}</span>
        )}
        {places.map(({ name, place }) =>
          place === undefined ? (
            <span key={name} className={css.place}>
              {name.replace(":", " ")}
            </span>
          ) : (
            <PlaceButton key={name} name={name} place={place} />
          ),
        )}
        {at.length > PLACES && <span className={css.place}>and {formatCount(at.length - PLACES)} more</span>}
      </span>
    </li>
  );
}

function PlaceButton(props: { name: string; place: Place }) {
  const { place } = props;
  return (
    <button
      type="button"
      className={css.place}
      title={`Show ${props.name.replace(":", " ")} in every pane`}
      onClick={() => show([place])}
      onPointerEnter={() => place.kind !== "step" && point(place)}
      onPointerLeave={() => point(null)}
    >
      {props.name.replace(":", " ")}
    </button>
  );
}
