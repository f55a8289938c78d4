/** How a process ended, with its last words. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lastLines: readonly string[];
}

const SHOWN_LINES = 8;
/** A line of a stack trace, of Java or Node. */
const TRACE = /^\s*(at |\.\.\. \d+ more)/;

/** For people: how it ended and its last words without stack traces. */
export function describeExit(name: string, { code, signal, lastLines }: ProcessExit): string {
  const how = signal === null ? `ended with code ${String(code)}` : `was ended by ${signal}`;
  const words = lastLines.filter((line) => line.trim() !== '' && !TRACE.test(line)).slice(-SHOWN_LINES);
  return [`${name} ${how}`, ...words.map((line) => `  ${line.slice(0, 300)}`)].join('\n');
}
