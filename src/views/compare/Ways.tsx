/** Every way to a second plan: the present one held, other settings, a file, a document kept here, the plan in the open file. */

import { useStore } from "zustand";
import { formatBytes, formatPercent } from "../../core/units.ts";
import { compareAgain, comparingStore, hold, holdPresent } from "../../store/comparing.ts";
import { comparingServices } from "../../store/comparing-services.ts";
import { documentStore } from "../../store/document.ts";
import { later } from "../../store/later.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { recentNames } from "../../store/recent-names.ts";
import { sessionStore } from "../../store/session.ts";
import { shellStore } from "../../store/shell.ts";
import { Button } from "../../ui/Button.tsx";
import css from "./Compare.module.css";

/** Documents kept here that are listed. */
const MOST_RECENTS = 8;

/** A plan that is being made to compare with. */
export function Work() {
  const work = useStore(comparingStore, (s) => s.work);
  if (work === null) return null;
  const { progress } = work;
  const share =
    progress !== null && progress.total > 0 ? ` ${formatPercent(progress.done / progress.total)}` : "";
  return (
    <p className={css.quiet} role="status">
      {work.title}
      {progress === null ? "" : `: ${progress.phase}${share}`}{" "}
      <Button look="quiet" onClick={() => comparingServices().cancel()}>
        Cancel
      </Button>
    </p>
  );
}

export function Ways() {
  const ready = useStore(outcomeStore, (s) => s.picture !== null);
  const offer = useStore(comparingStore, (s) => s.offer);
  const ended = useStore(comparingStore, (s) => s.ended);
  const key = useStore(documentStore, (s) => s.key);
  const imported = useStore(documentStore, (s) => s.document?.kind === "plan" && s.source !== null);
  const recents = useStore(shellStore, (s) => s.recents);
  const names = recentNames(recents);
  const others = recents.filter((r) => r.key !== key).slice(0, MOST_RECENTS);
  return (
    <div className={css.body}>
      <p className={css.quiet}>
        Hold the present plan, then change a setting or edit the graph: the held plan is A, the present one B.
        Or take another plan to compare with. The open document is not touched.
      </p>
      <div className={css.ways}>
        <Button disabled={!ready} onClick={() => holdPresent()}>
          Hold this plan
        </Button>
        {ended !== null && (
          <Button disabled={!ready} onClick={() => compareAgain()}>
            Compare again with the {ended.title}
          </Button>
        )}
        <Button disabled={!ready} onClick={() => sessionStore.setState({ lowerPane: "planners" })}>
          Choose another planner…
        </Button>
        <Button disabled={!ready} onClick={() => comparingServices().chooseFile()}>
          Open a file to compare…
        </Button>
        {imported && (
          <Button
            onClick={() =>
              later(comparingServices().withSettings(documentStore.getState().settings, "our plan"))
            }
          >
            Compare with our plan of the same document
          </Button>
        )}
        {offer !== null && (
          <Button onClick={() => hold(offer.held)}>
            Compare with the {offer.held.title}, {formatBytes(offer.bytes)}
          </Button>
        )}
      </div>
      <Work />
      {others.length > 0 && (
        <>
          <h3 className={css.heading}>Compare with a document kept in this browser</h3>
          <div className={css.ways}>
            {others.map((recent) => (
              <Button
                key={recent.key}
                disabled={!ready}
                onClick={() => later(comparingServices().withRecent(recent.key))}
              >
                {names.get(recent.key)}
              </Button>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
