/** The parts of the inspector that explain, and its forms, in one piece that is loaded after the start. */

export { Area } from "./Area.tsx";
export { Edit } from "./edit/Edit.tsx";
export { Free } from "./Free.tsx";
export { Helps } from "./Helps.tsx";
export { Over } from "./Over.tsx";
export { Pair } from "./Pair.tsx";
export { PeakReasons } from "./PeakReasons.tsx";
export { Rights } from "./Rights.tsx";
export { Spot } from "./Spot.tsx";
export { WhyHere } from "./WhyHere.tsx";
