/** What is only for some kinds of documents, in one piece that is loaded after the start. */

export { startArms } from "./arms.ts";
export { startDataflow } from "./dataflow.ts";
export { startMethods } from "./methods.ts";
export { startOther } from "./methods-other.ts";
