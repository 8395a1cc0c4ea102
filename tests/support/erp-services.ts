/** An environment variable that the test runner sets for every server it started. */
export function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "")
    throw new Error(`${name} is not set: run the service tests by npm test`);
  return value;
}
