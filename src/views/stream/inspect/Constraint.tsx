/** Memory outside of the plan that what is connected to a port must lie in. */

import type { BufferConstraint } from "../../../core/dialects/dataflow/document.ts";
import { setConstraint } from "../../../core/dialects/dataflow/edit/port-values.ts";
import type { PortAt } from "../../../core/dialects/dataflow/edit/types.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { Check, Row, TextField } from "./fields.tsx";

export function Constraint(props: { at: PortAt; constraint: BufferConstraint | undefined }) {
  const { at, constraint } = props;
  const give = (change: BufferConstraint | null) => editStream((d) => setConstraint(d, at, change));
  return (
    <>
      <TextField
        label="buffer"
        value={constraint?.name ?? ""}
        hint="of the plan"
        give={(text) =>
          text.trim() === "" && constraint?.assignedByNode !== true ? give(null) : give({ name: text.trim() })
        }
      />
      <Row label="">
        <Check
          label="assigned by the node"
          on={constraint?.assignedByNode === true}
          onChange={(on) =>
            !on && (constraint?.name ?? "") === "" ? give(null) : give({ assignedByNode: on })
          }
        />
        {constraint !== undefined && (
          <>
            <Check
              label="must be an array"
              on={constraint.mustBeArray !== false}
              onChange={(mustBeArray) => give({ mustBeArray })}
            />
            <Check
              label="others may lie in it"
              on={constraint.canBeShared !== false}
              onChange={(canBeShared) => give({ canBeShared })}
            />
          </>
        )}
      </Row>
    </>
  );
}
