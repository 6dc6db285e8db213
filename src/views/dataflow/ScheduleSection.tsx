import { useStore } from "zustand";
import { dataflowAnswers } from "../../store/dataflow.ts";

export function ScheduleSection() {
  const value = useStore(dataflowAnswers, (s) => s.schedule.value);
  return <pre>{JSON.stringify(value)}</pre>;
}
