import { InputError } from "../../engine/index.ts";

export type Encoding = "utf-8" | "windows-1252" | "latin1";

const newline = 0x0a;

/** A line longer than this is no line of a table: the file is something else. */
const longestLine = 16_000_000;

/**
 * Bytes as text, in whole lines, strictly: a byte that the encoding does not know, or a file
 * that is evidently written in another one, is an error that names the line.
 *
 * @param source - the file's name, for messages
 * @throws InputError naming file, line and what to set
 */
export async function* decodeLines(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  source: string,
): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array(0);
  let line = 1;
  let first = true;
  for await (const chunk of bytes) {
    let joined: Uint8Array =
      rest.length > 0 ? concatenated(rest, chunk) : chunk;
    if (first) {
      if (joined.length < 3) {
        rest = joined;
        continue;
      }
      joined = withoutMark(joined, encoding, source);
      first = false;
    }
    const end = joined.lastIndexOf(newline) + 1;
    if (joined.length - end > longestLine) {
      throw new InputError(
        source,
        `${source}, line ${line} has no end: this is no table of text`,
      );
    }
    const whole = joined.subarray(0, end);
    rest = joined.slice(end);
    if (end === 0) continue;
    const text = decode(whole, encoding, source, line);
    line += count(whole);
    yield text;
  }
  if (first) rest = withoutMark(rest, encoding, source);
  if (rest.length > 0) yield decode(rest, encoding, source, line);
}

/** The byte order mark says what the file is; ours is dropped, others are refused. */
function withoutMark(
  bytes: Uint8Array,
  encoding: Encoding,
  source: string,
): Uint8Array {
  const [a, b, c] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw new InputError(
      "encoding",
      `${source} is UTF-16: save it as UTF-8 ("CSV UTF-8" in Excel)`,
    );
  }
  if (a !== 0xef || b !== 0xbb || c !== 0xbf) return bytes;
  if (encoding !== "utf-8") {
    throw new InputError(
      "encoding",
      `${source} begins with the mark of UTF-8: set encoding to "utf-8", got "${encoding}"`,
    );
  }
  return bytes.subarray(3);
}

function decode(
  bytes: Uint8Array,
  encoding: Encoding,
  source: string,
  line: number,
): string {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  if (encoding === "utf-8") {
    try {
      return strict.decode(bytes);
    } catch {
      const at = line + brokenLine(bytes);
      throw new InputError(
        "encoding",
        `${source}, line ${at} is not UTF-8: set encoding to "windows-1252", or save the file as UTF-8`,
      );
    }
  }
  for (const [index, part] of lines(bytes)) {
    if (part.every((byte) => byte < 0x80)) continue;
    // Letters of a one-byte encoding hardly ever make up valid UTF-8 by chance.
    if (isUtf8(part)) {
      throw new InputError(
        "encoding",
        `${source}, line ${line + index} is UTF-8: set encoding to "utf-8", got "${encoding}"`,
      );
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

function brokenLine(bytes: Uint8Array): number {
  for (const [index, part] of lines(bytes)) if (!isUtf8(part)) return index;
  return 0;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function* lines(bytes: Uint8Array): Generator<readonly [number, Uint8Array]> {
  let start = 0;
  for (let index = 0; start < bytes.length; index++) {
    const end = bytes.indexOf(newline, start);
    const stop = end < 0 ? bytes.length : end + 1;
    yield [index, bytes.subarray(start, stop)];
    start = stop;
  }
}

function count(bytes: Uint8Array): number {
  let found = 0;
  for (
    let at = bytes.indexOf(newline);
    at >= 0;
    at = bytes.indexOf(newline, at + 1)
  )
    found++;
  return found;
}

function concatenated(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
