/** Two things selected: may they share memory, in any order and in this schedule, and why. */

import { formatBytes, formatBytesExactly, formatCount, formatSteps } from "../../core/units.ts";
import { targetName } from "../../store/facts.ts";
import { ANY_ORDER } from "../../store/freedom.ts";
import type { Picture } from "../../store/outcome.ts";
import { leavePair, type Target } from "../../store/session.ts";
import { selectedStorage } from "../../store/walk.ts";
import { AnyOrder } from "./AnyOrder.tsx";
import { Section } from "./Facts.tsx";
import css from "./Inspector.module.css";
import own from "./Pair.module.css";
import { type Meeting, meetingOf, tensorOf } from "./pairs.ts";
import { Link, StorageRow } from "./Thing.tsx";

export function Pair(props: { picture: Picture; first: Target; second: Target }) {
  const { picture, first, second } = props;
  const [one, two] = [selectedStorage(picture, first), selectedStorage(picture, second)];
  return (
    <div data-testid="pair">
      <div className={css.head}>
        <h3 className={css.name}>May these two share?</h3>
        <button type="button" className={css.link} onClick={leavePair} title="Forget the second (Esc)">
          back to the first
        </button>
      </div>
      <ul className={css.rows}>
        <Member picture={picture} target={first} storage={one} second={false} />
        <Member picture={picture} target={second} storage={two} second />
      </ul>
      <AnyOrder
        key={`${first.kind} ${first.index} ${second.kind} ${second.index}`}
        picture={picture}
        a={tensorOf(picture, first)}
        b={tensorOf(picture, second)}
      />
      {one >= 0 && two >= 0 && <ThisSchedule picture={picture} one={[first, one]} two={[second, two]} />}
    </div>
  );
}

function Member(props: { picture: Picture; target: Target; storage: number; second: boolean }) {
  const { picture, storage } = props;
  const bytes = picture.plan.storages.padded[storage] ?? 0;
  return (
    <li className={own.member} data-second={props.second}>
      {storage < 0 ? (
        <span className={css.plain}>
          <Link picture={picture} target={props.target} /> <span className={css.quiet}>not in an arena</span>
        </span>
      ) : (
        <StorageRow
          picture={picture}
          storage={storage}
          title={formatBytesExactly(bytes)}
          name={targetName(picture, props.target)}
        >
          {formatBytes(bytes)}
        </StorageRow>
      )}
    </li>
  );
}

/** What is asked about, and the storage it lives in. */
type Place = readonly [target: Target, storage: number];

/** The plain answer for the order of the plan, and what the plan does. */
function ThisSchedule(props: { picture: Picture; one: Place; two: Place }) {
  const { picture, one, two } = props;
  const { plan } = picture;
  const meeting = meetingOf(plan, one[1], two[1]);
  const may = meeting.kind === "same" || meeting.kind === "apart" || meeting.kind === "empty";
  const anyOrder = plan.settings.lifetimes === ANY_ORDER;
  return (
    <Section title="In this schedule" says={anyOrder ? "one of the orders it holds for" : ""}>
      <p className={may ? css.good : css.bad} data-testid="pair-schedule">
        {may ? "✓ May share." : "✗ May not share."}
      </p>
      <p className={css.sentence}>
        <Sentence picture={picture} meeting={meeting} one={one} two={two} />
      </p>
      <p className={css.sentence}>{sharingNow(picture, meeting)}</p>
    </Section>
  );
}

function Sentence(props: { picture: Picture; meeting: Meeting; one: Place; two: Place }) {
  const { picture, meeting, one, two } = props;
  const { start, end } = picture.plan.storages;
  const named = ([target]: Place) => <Link picture={picture} target={target} beside />;
  const life = ([, s]: Place) => formatSteps(start[s] ?? 0, end[s] ?? 0);
  switch (meeting.kind) {
    case "same":
      return picture.plan.fifos === undefined
        ? "They are one storage: a view, or written in place."
        : "They are one storage: Duplicates make them equal.";
    case "empty":
      return "One of them has no bytes.";
    case "arenas":
      return "They live in different arenas.";
    case "apart":
      return (
        <>
          {named(one)} lives in {life(one)}, {named(two)} in {life(two)}:{" "}
          {meeting.crossing ? "one is not needed whenever the other is." : "never at once."}
        </>
      );
    case "meet":
      return (
        <>
          {named(one)} lives in {life(one)}, {named(two)} in {life(two)}: both in{" "}
          {formatSteps(meeting.from, meeting.to)}.
        </>
      );
  }
}

function sharingNow({ plan }: Picture, meeting: Meeting): string {
  if (meeting.kind === "same") return "";
  if (meeting.common > 0) return `The plan lets them share ${formatBytes(meeting.common)} of address.`;
  return meeting.kind === "apart"
    ? `The plan gives them different addresses${plan.buffers.count > 0 ? ` among its ${formatCount(plan.buffers.count)} buffers` : ""}.`
    : "";
}
