/** Which method the passes and planners are run over; nothing where there is one only. */

import { useStore } from "zustand";
import { documentStore } from "../../store/document.ts";
import { chooseMethod, methodIn, methodsStore } from "../../store/methods.ts";
import { Choice, Line } from "./Fields.tsx";

/** Id of the method that is shown; "" in a document that is one graph. */
export function useShownMethod(): string {
  const document = useStore(documentStore, (s) => s.document);
  return useStore(methodsStore, (s) => methodIn(document, s.method)) ?? "";
}

export function MethodChoice() {
  const document = useStore(documentStore, (s) => s.document);
  const method = useShownMethod();
  if (document?.kind !== "methods" || document.methods.length < 2) return null;
  return (
    <Line label="Which method">
      <Choice
        label="Method"
        says="Each method is taken through the passes and planned by itself."
        value={method}
        choices={document.methods.map(({ id }) => ({ id, title: id }))}
        give={chooseMethod}
      />
    </Line>
  );
}
