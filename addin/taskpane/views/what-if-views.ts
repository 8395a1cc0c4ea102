export { ChangesSection } from "./changes-section.tsx";
export { CompareView } from "./compare-view.tsx";
export { FrontierView } from "./frontier-view.tsx";
export { NetworkView } from "./network-view.tsx";
