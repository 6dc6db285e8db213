/** What is being done or searched, with the way to take it as it is; what was left undone; or how long it took. */

import { useStore } from "zustand";
import { sayProblem } from "../core/result.ts";
import { formatBytes, formatCount, formatDuration, formatPercent } from "../core/units.ts";
import { documentStore } from "../store/document.ts";
import { drawingFactsStore, factsFor } from "../store/drawing-facts.ts";
import { type OutcomeState, outcomeStore, type Picture, type Work } from "../store/outcome.ts";
import { services } from "../store/services.ts";
import { Button } from "../ui/Button.tsx";
import css from "./StatusBar.module.css";

export function Status() {
  const work = useStore(outcomeStore, (s) => s.work);
  const picture = useStore(outcomeStore, (s) => s.picture);
  const document = useStore(documentStore, (s) => s.document);
  const revision = useStore(documentStore, (s) => s.revision);
  const unplanned = useStore(outcomeStore, (s) => s.unplanned);
  if (work?.searching === true && picture !== null) return <Searching picture={picture} work={work} />;
  if (work !== null) {
    return (
      <>
        <span className={css.work}>{workText(work)}</span>
        <Button look="quiet" onClick={() => services().cancel()}>
          Cancel
        </Button>
      </>
    );
  }
  if (unplanned !== null && unplanned.document === document) {
    return (
      <span className={css.work} data-testid="unplanned" title={sayProblem(unplanned.problem)}>
        not planned: {unplanned.problem.message}
      </span>
    );
  }
  if (picture !== null && picture.revision !== revision) {
    return (
      <>
        <span className={css.work}>not planned since the last change: the picture is the one before</span>
        <Button look="quiet" onClick={() => services().restart()}>
          Plan now
        </Button>
      </>
    );
  }
  return (
    <>
      {picture !== null && <Done picture={picture} />}
      {picture !== null && <Drawing picture={picture} />}
      nothing leaves this tab
    </>
  );
}

function workText(work: NonNullable<OutcomeState["work"]>): string {
  const { title, progress } = work;
  if (progress === null) return `${title}…`;
  const count = progress.total > 0 ? ` ${formatCount(progress.done)} of ${formatCount(progress.total)}` : "";
  return `${title}: ${progress.phase}${count}`;
}

/** The best so far is on the page already; the count is left out of what is read aloud, as it never rests. */
function Searching(props: { picture: Picture; work: Work }) {
  const { stats } = props.picture.plan;
  const { progress } = props.work;
  const above = stats.lowerBoundBytes === 0 ? 0 : stats.fragmentationBytes / stats.lowerBoundBytes;
  const at =
    progress === null
      ? ""
      : `${progress.total > 0 ? "step " : ""}${formatCount(progress.done)}${progress.total > 0 ? ` of ${formatCount(progress.total)}` : ` ${progress.phase}`}`;
  return (
    <>
      <span className={css.work} data-testid="searching">
        searching: best so far {formatBytes(stats.peakBytes)}
        {above > 0 && `, ${formatPercent(above)} above the bound`}
      </span>
      {at !== "" && (
        <span className={css.steps} aria-hidden="true">
          {at}
        </span>
      )}
      <Button
        look="quiet"
        className={css.take}
        title="Ends the search and keeps the plan that is shown (Esc). The search goes on while you look around."
        onClick={() => services().cancel()}
      >
        Use this
      </Button>
    </>
  );
}

/** What the strip shows of the drawing, for those who hear it. */
function Drawing({ picture }: { picture: Picture }) {
  const facts = useStore(drawingFactsStore, (s) => factsFor(picture, s.facts));
  if (facts === null || facts.words.length === 0) return null;
  const { words, caveat } = facts;
  return (
    <span className="sr-only">{[...words, caveat && `peak ${caveat}`].filter(Boolean).join(", ")}. </span>
  );
}

function Done(props: { picture: Picture }) {
  const { plan, elapsed } = props.picture;
  const took = formatDuration(elapsed);
  if (plan.search.endedEarly && !plan.imported) {
    return (
      <>
        <span className={css.work} title={`The plan that is shown was found after ${took}.`}>
          search ended early
        </span>
        <Button
          look="quiet"
          title="Searches once more from the start, with the same settings; the plan shown stays until a better one is found."
          onClick={() => services().restart()}
        >
          Search again
        </Button>
        <span aria-hidden="true">·</span>
      </>
    );
  }
  return <span className={css.elapsed}>planned and checked in {took} · </span>;
}
