/** Above the picture of a schedule: which schedule it is, how its time is drawn, and what of it can be copied. */

import { useStore } from "zustand";
import { scheduleAsC } from "../../../core/dialects/dataflow/schedule-c.ts";
import type { Settings } from "../../../core/settings.ts";
import type { ScheduleView } from "../../../look/dataflow/schedule-view.ts";
import { changeSettings } from "../../../store/change-settings.ts";
import { documentStore } from "../../../store/document.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { type ScheduleTime, scheduleLooking, unfoldLoops } from "../../../store/schedule-looking.ts";
import { services } from "../../../store/services.ts";
import { Button } from "../../../ui/Button.tsx";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { Segmented, type SegmentedChoice } from "../../../ui/Segmented.tsx";
import css from "../Schedule.module.css";
import { count } from "./words.ts";

type Which = "least-memory" | "fewest-copies" | "reference" | "cmsis";

const WHICH: readonly SegmentedChoice<Which>[] = [
  {
    id: "least-memory",
    title: "least memory",
    says: "The schedule whose FIFOs take the fewest bytes, of many that are tried",
  },
  {
    id: "fewest-copies",
    title: "fewest copies",
    says: "Readers of a shared buffer go before the node that would copy it",
  },
  { id: "reference", title: "CMSIS-Stream’s order", says: "CMSIS-Stream’s schedule, its FIFOs packed by us" },
  { id: "cmsis", title: "CMSIS-Stream", says: "Schedule and memory as CMSIS-Stream has them" },
];

const TIMES: readonly SegmentedChoice<ScheduleTime>[] = [
  { id: "loops", title: "loops", says: "What repeats is drawn once" },
  { id: "steps", title: "steps", says: "Every firing has its place, on the time of the timeline" },
];

function whichOf({ schedule, fifos }: Settings): Which {
  if (fifos === "reference") return "cmsis";
  return WHICH.find(({ id }) => id === schedule)?.id ?? "least-memory";
}

function choose(which: Which): void {
  if (which === "cmsis") changeSettings({ schedule: "reference", fifos: "reference" });
  else changeSettings({ schedule: which, fifos: "packed" });
}

/** How the plan came by it; "" where nothing was searched. */
function useSearched(): string {
  const search = useStore(outcomeStore, (s) => s.picture?.plan.search);
  if (search === undefined || search.orderSteps === 0) return "";
  const tried = `best of ${count(search.orderSteps, "schedule")}`;
  return search.orderProven ? `${tried}, no other takes less` : tried;
}

export function ScheduleControls({ view }: { view: ScheduleView | null }) {
  const settings = useStore(documentStore, (s) => s.settings);
  const time = useStore(scheduleLooking, (s) => s.time);
  const open = useStore(scheduleLooking, (s) => s.open.size > 0);
  const searched = useSearched();
  const loops = view?.loops ?? null;
  return (
    <div className={css.controls}>
      <Segmented label="Which schedule" choices={WHICH} value={whichOf(settings)} onChange={choose} />
      {loops !== null && (
        <span>
          <Segmented
            label="Time in"
            choices={TIMES}
            value={time}
            onChange={(next) => scheduleLooking.setState({ time: next })}
          />
          {time === "loops" && loops.count.some((count) => count > 1) && (
            <Button look="quiet" onClick={() => unfoldLoops(loops, !open)}>
              {open ? "Fold all" : "Unfold all"}
            </Button>
          )}
        </span>
      )}
      {view !== null && view.firings > 0 && (
        <>
          <span data-testid="schedule-size" title={searched}>
            {`${count(view.firings, "firing")} as ${count(view.appearances, "name")}`}
            {view.shortest || loops === null ? "" : ", perhaps fewer"}
            {loops === null ? ": too many to be drawn in loops" : ""}
          </span>
          <span className={css.searched}>{searched}</span>
          <span>
            {view.text !== "" && (
              <CopyButton what="the loops as text" copy={() => services().copyText(view.text)} />
            )}
            <Button
              look="quiet"
              title="Copy the schedule as an array of C"
              onClick={() => void services().copyText(scheduleAsC(view.actors.id, view.actorAt))}
            >
              Copy as C
            </Button>
          </span>
        </>
      )}
    </div>
  );
}
