/** Changes what nodes and tensors are. Edits of many say how many they changed. */

export { setAlignment, setArena, setRole, setWorkspace } from "./change-memory.ts";
export { renameNode, renameTensor } from "./change-names.ts";
export { setAttribute, setOperator } from "./change-operators.ts";
export { setRight, setRights } from "./change-rights.ts";
export { setSymbol } from "./change-symbols.ts";
export { inferAgain, setBytes, setType } from "./change-types.ts";
