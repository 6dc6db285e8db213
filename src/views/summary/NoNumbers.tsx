/** Where numbers will be once something is drawn. */

import { Cell } from "./Cell.tsx";

const DASH = "–";

export function NoNumbers(props: { tensors: string }) {
  const title = "Nothing is planned yet.";
  return (
    <>
      <Cell tone="quiet" testid="summary-peak" value={DASH} caption="peak" title={title} />
      <Cell
        tone="quiet"
        gives={620}
        testid="summary-bound"
        value={DASH}
        caption="lower bound"
        title={title}
      />
      <Cell tone="quiet" testid="summary-total" value={DASH} caption="without reuse" title={title} />
      <Cell
        tone="quiet"
        gives={740}
        testid="summary-buffers"
        value={DASH}
        caption={`${props.tensors} → buffers`}
        title={title}
      />
      <Cell
        tone="quiet"
        gives={1120}
        testid="summary-waste"
        value={DASH}
        caption="padding · fragmentation"
        title={title}
      />
    </>
  );
}
