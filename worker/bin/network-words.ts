/** What the simulator says of a network, by the names that a network's file has for it. */
export function networkWords(message: string): string {
  return message
    .replace(
      /^leadTime(\S*) of stage supplier\nof /,
      "inboundServiceTime of stage ",
    )
    .replace(/^leadTime/, "time");
}
