import type { JobEvent } from "../../engine/contracts/index.ts";

/** Tells a job's progress on stderr: one line that changes on a terminal, a few lines in a log. */
export function progressLine(
  stream: NodeJS.WriteStream,
): (event: JobEvent) => void {
  let said = "";
  return (event) => {
    if (event.kind !== "job") return;
    const { progress, state } = event.job;
    const ended = state !== "queued" && state !== "running";
    if (progress) {
      const { step, done, total } = progress;
      const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
      if (stream.isTTY) {
        stream.write(`\r\x1b[2K${step} ${percent} %`);
      } else {
        // Every tenth is enough for a log.
        const line = `${step} ${percent - (percent % 10)} %`;
        if (line !== said) stream.write(`${line}\n`);
        said = line;
      }
    }
    if (ended && stream.isTTY) stream.write("\r\x1b[2K");
  };
}
