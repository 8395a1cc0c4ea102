export { type CallOptions, type Client, isFinished } from "./client.ts";
export {
  ClientError,
  isAbort,
  isOffline,
  isSignedOut,
} from "./client-error.ts";
export { createClient } from "./create-client.ts";
export { patched, type PolicyPatch } from "./policy-patch.ts";
