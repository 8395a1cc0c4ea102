import type { ErpProfile, ProfileKey } from "../profiles/profile.ts";

/** Our code as the ERP's key column spells it. */
export function keyText(key: ProfileKey, code: string): string {
  const cased =
    key.case === "upper"
      ? code.toUpperCase()
      : key.case === "lower"
        ? code.toLowerCase()
        : code;
  const { pad } = key;
  if (!pad || (pad.with === "0" && !/^\d+$/.test(cased))) return cased;
  return pad.side === "left"
    ? cased.padStart(pad.length, pad.with)
    : cased.padEnd(pad.length, pad.with);
}

/** The ERP's key text as our code; `null` for a sentinel, which names no single code. */
export function codeText(key: ProfileKey, text: string): string | null {
  const code = stripped(key, text);
  if (key.sentinel && code === stripped(key, key.sentinel.value)) return null;
  return code;
}

function stripped(key: ProfileKey, text: string): string {
  const { pad } = key;
  if (!pad || (pad.with === "0" && !/^\d+$/.test(text))) return text;
  let [start, end] = [0, text.length];
  if (pad.side === "left") while (text[start] === pad.with) start++;
  else while (end > start && text[end - 1] === pad.with) end--;
  // A code that is nothing but padding is the padding character: `0000` is `0`.
  return start === end && pad.with !== " "
    ? text.slice(0, 1)
    : text.slice(start, end);
}

/** The two halves of a stage id. */
export function splitStageId(stageId: string): {
  readonly item: string;
  readonly location: string;
} {
  const at = stageId.indexOf("@");
  return { item: stageId.slice(0, at), location: stageId.slice(at + 1) };
}

/** What the key columns must hold for this stage, in the order of the profile's keys. */
export function keyTexts(
  profile: ErpProfile,
  stageId: string,
): readonly string[] {
  const { item, location } = splitStageId(stageId);
  return profile.entity.keys.map((key) => {
    if (key.means === "item") return keyText(key, item);
    if (key.means === "location") return keyText(key, location);
    return key.value ?? "";
  });
}
