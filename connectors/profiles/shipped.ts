import { InputError } from "../../engine/index.ts";
import { mariadbSample } from "./mariadb-sample.ts";
import {
  type ErpProfile,
  type ErpProfileInput,
  parseProfile,
} from "./profile.ts";
import { sample } from "./sample.ts";
import { tryton } from "./tryton.ts";

/** The profiles that come with the product. */
export const shippedProfiles: readonly ErpProfileInput[] = [
  sample,
  tryton,
  mariadbSample,
];

/**
 * A shipped profile by its id.
 *
 * @throws InputError naming the ids there are
 */
export function shippedProfile(id: string): ErpProfile {
  const found = shippedProfiles.find((profile) => profile.id === id);
  if (!found)
    throw new InputError(
      "profile",
      `profile must be one of ${shippedProfiles.map((p) => p.id).join(", ")}, got "${id}"`,
    );
  return parseProfile(found);
}
