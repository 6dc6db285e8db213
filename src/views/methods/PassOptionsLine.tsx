/** What the passes go by besides their switches. */

import { useStore } from "zustand";
import { methodsOptions, setOptions } from "../../store/methods-options.ts";
import { CompatSwitch } from "./CompatSwitch.tsx";
import { Choice, Line, Switch } from "./Fields.tsx";

const DYNAMIC = [
  { id: "constraint", title: "their upper bounds" },
  { id: "hint", title: "the sizes of the example" },
  { id: "runtime", title: "left to the runtime" },
] as const;

export function PassOptionsLine() {
  const options = useStore(methodsOptions, (s) => s.options);
  return (
    <Line label="Options of the passes">
      <Choice
        label="Dynamic sizes at"
        says="What tensors whose sizes hang on symbols are planned at"
        value={options.dynamic}
        choices={DYNAMIC}
        give={(dynamic) => setOptions({ dynamic })}
      />
      <Switch
        label="in place wherever the document allows"
        says="The pass that writes in place takes every right of the document, not the few operators that ExecuTorch enrols"
        value={options.reinplaceAll}
        give={(reinplaceAll) => setOptions({ reinplaceAll })}
      />
      <CompatSwitch />
    </Line>
  );
}
