/** The front door: every name the other rooms may use. */
export { InputError, NoAnswerError } from "./errors.ts";
export { above, atLeast, between, finite } from "./checks.ts";
export { canonicalJson } from "./audit/canonical-json.ts";
