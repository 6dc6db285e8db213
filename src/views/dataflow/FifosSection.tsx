import { useStore } from "zustand";
import { dataflowAnswers } from "../../store/dataflow.ts";

export function FifosSection() {
  const value = useStore(dataflowAnswers, (s) => s.fifos.value);
  return <pre>{JSON.stringify(value)}</pre>;
}
