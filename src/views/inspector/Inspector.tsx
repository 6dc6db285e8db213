/** Everything about the selection; without one, about what is pointed at; without that, about the plan. */

import { lazy, memo, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { chosenStore } from "../../store/chosen.ts";
import { documentStore } from "../../store/document.ts";
import { exists } from "../../store/facts.ts";
import { isLarge } from "../../store/looks.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { BufferFacts } from "./BufferFacts.tsx";
import { Chain } from "./Chain.tsx";
import css from "./Inspector.module.css";
import { LiveAt } from "./LiveAt.tsx";
import { NodeFacts } from "./NodeFacts.tsx";
import { Overview } from "./Overview.tsx";
import { StorageFacts } from "./StorageFacts.tsx";
import { subjectOf } from "./subject.ts";
import { TensorFacts } from "./TensorFacts.tsx";

const loadLater = () => import("./later.ts");
const Area = lazy(async () => ({ default: (await loadLater()).Area }));
const Edit = lazy(async () => ({ default: (await loadLater()).Edit }));
const Free = lazy(async () => ({ default: (await loadLater()).Free }));
const Helps = lazy(async () => ({ default: (await loadLater()).Helps }));
const Over = lazy(async () => ({ default: (await loadLater()).Over }));
const Pair = lazy(async () => ({ default: (await loadLater()).Pair }));
const PeakReasons = lazy(async () => ({ default: (await loadLater()).PeakReasons }));
const Rights = lazy(async () => ({ default: (await loadLater()).Rights }));
const Spot = lazy(async () => ({ default: (await loadLater()).Spot }));
const WhyHere = lazy(async () => ({ default: (await loadLater()).WhyHere }));

/** `children`: a form for what no part of this pane knows, above its facts. */
export function Inspector(props: { children?: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const picture = useStore(outcomeStore, (s) => s.picture);
  const selection = useStore(sessionStore, (s) => s.selection);
  const second = useStore(sessionStore, (s) => s.second);
  const pairing = useStore(sessionStore, (s) => s.pairing);
  const hover = useRested(picture !== null && isLarge(picture));
  const measures = useStore(sessionStore, (s) => s.area !== null);
  const spotted = useStore(sessionStore, (s) => s.spot !== null);
  const document = useStore(documentStore, (s) => s.document);
  const chosen = useStore(chosenStore, (s) => s.keys);
  const subject = subjectOf(document, chosen, picture, second === null ? selection : undefined);
  // while the pointer or focus is in here, rows that point at other things must not change what is shown
  const [held, setHeld] = useState<{ readonly target: Target | null } | null>(null);
  const wanted = selection ?? (held === null ? hover : held.target);
  const target = picture !== null && wanted !== null && exists(picture, wanted) ? wanted : null;
  const hold = () => {
    // read now: the row that is entered next points at its own thing before React looks
    const target = sessionStore.getState().hover;
    setHeld((h) => h ?? { target });
  };
  const both = pairOf(picture, selection, second);
  const asked = both === null ? null : both.second;
  // the answer is at the top, wherever somebody was reading
  useEffect(() => {
    if (asked !== null) body.current?.scrollTo(0, 0);
  }, [asked]);
  // what is about the plan as a whole
  const alone = both === null && target === null && chosen.length === 0;
  // its facts are those that no field of the form shows
  const edited = subject !== null && target === selection;
  const many = subject?.kind === "many" && both === null;
  const about = chosen.length > 0 && subject !== null ? subject.kind : (target?.kind ?? "plan");
  // nothing is drawn: figures would be of nothing
  const blank = picture?.plan.steps === 0;
  const says = both !== null ? "pair" : about;
  return (
    <section
      className={css.pane}
      aria-label="Inspector"
      data-testid="inspector"
      onPointerEnter={hold}
      onPointerLeave={() => setHeld(null)}
      onFocus={hold}
      onBlur={(e) => {
        if (!e.currentTarget.contains(e.relatedTarget)) setHeld(null);
      }}
    >
      <PaneHead title="Inspector" says={picture === null ? "" : says} />
      <div ref={body} className={css.body}>
        {both !== null && picture !== null && (
          <Suspense fallback={null}>
            <Pair picture={picture} {...both} />
          </Suspense>
        )}
        {measures && picture !== null && (
          <Suspense fallback={null}>
            <Area picture={picture} />
          </Suspense>
        )}
        {props.children}
        {subject !== null && (
          <Suspense fallback={null}>
            <Edit subject={subject} />
          </Suspense>
        )}
        {picture === null ? (
          <p className={css.quiet}>Open a model to see what its plan is made of.</p>
        ) : (
          <>
            {both === null && (
              <>
                {pairing && <PickSecond />}
                {!many && (target !== null || (alone && !spotted && !(blank && edited))) && (
                  <About picture={picture} target={target} edited={edited} />
                )}
              </>
            )}
            {spotted && (
              <Suspense fallback={null}>
                <Spot picture={picture} />
              </Suspense>
            )}
            <Whole picture={picture} alone={alone} />
          </>
        )}
      </div>
    </section>
  );
}

/** What is about the plan as a whole: none of it changes with what is pointed at. `alone`: nothing else is shown. */
const Whole = memo((props: { picture: Picture; alone: boolean }) => {
  const { picture, alone } = props;
  // nothing is drawn: figures would be of nothing
  const blank = picture.plan.steps === 0;
  return (
    <>
      <LiveAt picture={picture} />
      <Suspense fallback={null}>
        {alone && <Over picture={picture} />}
        {!blank && <PeakReasons picture={picture} />}
        {alone && !blank && <Helps picture={picture} />}
        <Free picture={picture} />
        {alone && <Rights picture={picture} />}
      </Suspense>
    </>
  );
});

/** Milliseconds that the pointer rests before somebody can want to read. */
const RESTS = 120;

/** What is pointed at; `late`: once the pointer rests on it, because there is much to look through. */
function useRested(late: boolean): Target | null {
  const [rested, setRested] = useState<Target | null>(() => sessionStore.getState().hover);
  useEffect(() => {
    let wait: ReturnType<typeof setTimeout> | undefined;
    const look = () => setRested(sessionStore.getState().hover);
    look();
    const stop = sessionStore.subscribe((now, before) => {
      if (now.hover === before.hover) return;
      clearTimeout(wait);
      if (late) wait = setTimeout(look, RESTS);
      else look();
    });
    return () => {
      clearTimeout(wait);
      stop();
    };
  }, [late]);
  return rested;
}

function pairOf(
  picture: Picture | null,
  first: Target | null,
  second: Target | null,
): { readonly first: Target; readonly second: Target } | null {
  if (picture === null || first === null || second === null) return null;
  return exists(picture, first) && exists(picture, second) ? { first, second } : null;
}

function PickSecond() {
  return (
    <p className={css.note} role="status">
      May it share with another? Pick the second: click it, walk to it with keys, or find it by name. Esc
      leaves.
    </p>
  );
}

function Lived(props: { picture: Picture; storage: number }) {
  return (
    <>
      <Chain {...props} />
      <Suspense fallback={null}>
        <WhyHere {...props} />
      </Suspense>
    </>
  );
}

function About(props: { picture: Picture; target: Target | null; edited: boolean }) {
  const { picture, target, edited } = props;
  switch (target?.kind) {
    case "tensor": {
      const storage = picture.plan.tensors.storage[target.index] ?? -1;
      return (
        <>
          <TensorFacts picture={picture} tensor={target.index} edited={edited} />
          {storage >= 0 && <Lived picture={picture} storage={storage} />}
        </>
      );
    }
    case "storage":
      return (
        <>
          <StorageFacts picture={picture} storage={target.index} />
          <Lived picture={picture} storage={target.index} />
        </>
      );
    case "buffer":
      return <BufferFacts picture={picture} buffer={target.index} />;
    case "node":
      return <NodeFacts picture={picture} node={target.index} edited={edited} />;
    case undefined:
      return <Overview picture={picture} edited={edited} />;
  }
}
