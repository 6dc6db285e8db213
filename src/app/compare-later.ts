/** The comparison of two plans in one piece that is loaded after the start. */

export { CompareCentre } from "../views/compare/CompareCentre.tsx";
export { ComparePane } from "../views/compare/ComparePane.tsx";
export { Offer } from "../views/compare/Offer.tsx";
