/**
 * A whole number from the command line.
 * @throws Error that says what is expected
 */
export function wholeOption(args: readonly string[], name: string, fallback: number): number {
  const at = args.indexOf(name);
  if (at < 0) return fallback;
  const value = Number(args[at + 1]);
  if (!Number.isInteger(value) || value < 0)
    throw new Error(`${name} takes a whole number, such as ${name} ${fallback}`);
  return value;
}
