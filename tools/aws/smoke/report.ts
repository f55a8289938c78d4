/** What came of looking at one thing. */
export interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen; where it isn't right, what was expected instead and what to do. */
  readonly text: string;
  readonly tookMs: number;
}

/** Something is not as it must be; the message says what was expected. */
export class SmokeFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SmokeFailure';
  }
}

/** `ok      positions  300 aircraft                41 ms` */
export function reportLine({ name, ok, text, tookMs }: Outcome): string {
  return `${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)}  ${text}  (${Math.round(tookMs)} ms)`;
}

export function reportSummary(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(({ ok }) => !ok).map(({ name }) => name);
  if (failed.length === 0) return `All ${outcomes.length} as they must be.`;
  return `${failed.length} of ${outcomes.length} failed: ${failed.join(', ')}`;
}
