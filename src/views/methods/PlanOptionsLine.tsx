/** What the planner is told. */

import { useState } from "react";
import { useStore } from "zustand";
import { formatBytesExactly } from "../../core/units.ts";
import { readMemories, textOfMemories } from "../../look/methods/memories.ts";
import { WAYS } from "../../look/methods/options.ts";
import { methodsOptions, setOptions } from "../../store/methods-options.ts";
import { CompatSwitch } from "./CompatSwitch.tsx";
import { Line, NumberSetting, Switch, TextSetting } from "./Fields.tsx";
import css from "./PlanOptionsLine.module.css";

function Memories() {
  const memories = useStore(methodsOptions, (s) => s.options.memories);
  const [problem, setProblem] = useState("");
  return (
    <>
      <TextSetting
        label="Memories"
        says="Sizes of memories, the fastest first, with what offsets are multiples of after @; rest: as large as it takes"
        value={textOfMemories(memories)}
        empty="64KiB@16, rest"
        give={(text) => {
          const read = readMemories(text);
          setProblem(read.ok ? "" : read.problem.message);
          if (read.ok) setOptions({ memories: read.value });
        }}
        wide
      />
      {problem !== "" && (
        <span className={css.problem} role="alert">
          {problem}
        </span>
      )}
    </>
  );
}

export function PlanOptionsLine({ extraPadding }: { extraPadding: number }) {
  const o = useStore(methodsOptions, (s) => s.options);
  const overMemories = WAYS.find(({ id }) => id === o.way)?.overMemories ?? false;
  return (
    <Line label="Options of the planner">
      <NumberSetting
        label="Alignment"
        says="Bytes: sizes are rounded up to it, and offsets come out as multiples of it"
        kind="integer"
        least={1}
        value={o.alignment}
        give={(alignment) => alignment !== null && setOptions({ alignment })}
      />
      <Switch
        label="inputs"
        says="The planner gives memory to inputs; else the caller does"
        value={o.allocInputs}
        give={(allocInputs) => setOptions({ allocInputs })}
      />
      <Switch
        label="outputs"
        says="The planner gives memory to outputs; else the caller does"
        value={o.allocOutputs}
        give={(allocOutputs) => setOptions({ allocOutputs })}
      />
      <Switch
        label="mutable buffers"
        says="The planner gives memory to state that the method changes; else the runtime does, by name"
        value={o.allocMutableBuffers}
        give={(allocMutableBuffers) =>
          setOptions({ allocMutableBuffers, ...(allocMutableBuffers ? {} : { shareMutable: false }) })
        }
      />
      <Switch
        label="share mutable"
        says="State that the method changes is laid out for all methods at once, in an arena of its own: this planner leaves it out"
        value={o.shareMutable}
        disabled={!o.allocMutableBuffers}
        give={(shareMutable) => setOptions({ shareMutable })}
      />
      <Switch
        label="devices apart"
        says="Tensors of each device get arenas of their own"
        value={o.devices}
        give={(devices) => setOptions({ devices })}
      />
      <CompatSwitch />
      {overMemories && <Memories />}
      {extraPadding > 0 && (
        <span
          className={css.padding}
          title="After the end of every arena, for a delegate that reads slightly past the ends of its tensors"
        >
          +{formatBytesExactly(extraPadding)} an arena for XNNPACK
        </span>
      )}
    </Line>
  );
}
