/** The parts of the optimize step that only some look at: they come when they are asked for. */
export function loadWhatIf() {
  return import(/* webpackChunkName: "what-if" */ "./what-if-views.ts");
}
