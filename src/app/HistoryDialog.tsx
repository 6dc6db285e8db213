/** The list of steps, beside the panes: what it changes is seen at once. */

import { showDialog } from "../store/shell.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { HistoryList } from "../views/history/HistoryList.tsx";

function close(): void {
  showDialog(null);
}

export function HistoryDialog() {
  return (
    <Dialog title="History" beside onClose={close}>
      <HistoryList />
    </Dialog>
  );
}
