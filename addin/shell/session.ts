import type { CellSession } from "../functions/cell-session.ts";

const tokenKey = "stockwright.token";
const personKey = "stockwright.person";

/**
 * The session of this tab. Token and person come with the address that `npm start`
 * prints; they move into the tab's own storage and out of the address bar, so that a
 * copied address or a picture of the screen gives nothing away.
 */
export function openSession(): CellSession {
  const url = new URL(location.href);
  const token = url.searchParams.get("token");
  const person = url.searchParams.get("person");
  if (token) sessionStorage.setItem(tokenKey, token);
  if (person) sessionStorage.setItem(personKey, person);
  if (token || person) {
    url.searchParams.delete("token");
    url.searchParams.delete("person");
    // Excel's script library takes the function away; a pane there shows no address.
    history.replaceState?.(null, "", url);
  }
  return {
    baseUrl: location.origin,
    token: sessionStorage.getItem(tokenKey),
    person: sessionStorage.getItem(personKey),
  };
}
