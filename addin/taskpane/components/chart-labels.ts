/** Font size and line height of what is written in a chart, in pixels. */
export const chartText = { size: 11, line: 13 } as const;

/** Something with a place and a size, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A text that belongs to a height in a chart. */
interface WantedLabel {
  /** Pixels from the top: where its middle would best be. */
  readonly at: number;
  readonly height: number;
}

/**
 * Tops of labels that stand one above the other without overlap, each as near as can be to
 * where it belongs.
 *
 * Labels that would overlap form a group around the mean of what they want; groups that meet
 * become one (isotonic regression by pooling neighbours).
 *
 * @param labels - from top to bottom
 * @param room - first and last pixel that they may cover
 */
export function stackedTops(
  labels: readonly WantedLabel[],
  room: readonly [number, number],
): readonly number[] {
  interface Group {
    /** Sum of the tops that its members would want for the group. */
    wish: number;
    members: number;
    height: number;
  }
  const top = (group: Group) =>
    Math.max(
      room[0],
      Math.min(room[1] - group.height, group.wish / group.members),
    );
  const groups: Group[] = [];
  for (const { at, height } of labels) {
    let group: Group = { wish: at - height / 2, members: 1, height };
    for (
      let above = groups.at(-1);
      above && top(above) + above.height > top(group);
      above = groups.at(-1)
    ) {
      groups.pop();
      group = {
        wish: above.wish + group.wish - above.height * group.members,
        members: above.members + group.members,
        height: above.height + group.height,
      };
    }
    groups.push(group);
  }
  const tops: number[] = [];
  let index = 0;
  for (const group of groups) {
    let y = top(group);
    for (let member = 0; member < group.members; member += 1) {
      tops.push(y);
      y += labels[index]!.height;
      index += 1;
    }
  }
  return tops;
}

/** About how many pixels a text in a chart is wide: Latin letters, digits and spaces. */
export function textWidth(text: string): number {
  return text.length * chartText.size * 0.54;
}

/** Words in lines of at most so many letters; a longer word has a line to itself. */
export function wrapped(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
