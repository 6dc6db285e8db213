import { useStore } from "zustand";
import { dataflowAnswers } from "../../store/dataflow.ts";

export function ReferencesSection() {
  const value = useStore(dataflowAnswers, (s) => s.references.value);
  return <pre>{JSON.stringify(value)}</pre>;
}
