/** The parts of the inspector that explain, in one piece that is loaded after the start. */

export { Free } from "./Free.tsx";
export { Helps } from "./Helps.tsx";
export { Pair } from "./Pair.tsx";
export { PeakReasons } from "./PeakReasons.tsx";
export { Rights } from "./Rights.tsx";
export { WhyHere } from "./WhyHere.tsx";
