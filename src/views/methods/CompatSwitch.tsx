/** Whether ExecuTorch's known defects are reproduced: one setting, for the passes and the planner alike. */

import { useStore } from "zustand";
import { methodsOptions, setOptions } from "../../store/methods-options.ts";
import { Switch } from "./Fields.tsx";

export function CompatSwitch() {
  const compat = useStore(methodsOptions, (s) => s.options.compat);
  return (
    <Switch
      label="as the original, defects and all"
      says="Compatibility: its known defects are reproduced, and named where they take effect"
      value={compat}
      give={(on) => setOptions({ compat: on })}
    />
  );
}
