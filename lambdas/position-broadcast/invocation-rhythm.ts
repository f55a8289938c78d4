/** Tells a stream of which every record may be the last one for a while from one that never rests. */
export interface InvocationRhythm {
  /** Notes an invocation; whether the next one can't be counted on to come soon. */
  note(nowMs: number): boolean;
}

/** So many invocations within this time are a stream that doesn't rest. */
const INVOCATIONS = 5;
const WITHIN_MS = 10_000;

export function createInvocationRhythm(): InvocationRhythm {
  const startedAtMs: number[] = [];
  return {
    note(nowMs) {
      startedAtMs.push(nowMs);
      if (startedAtMs.length > INVOCATIONS) startedAtMs.shift();
      return startedAtMs.length < INVOCATIONS || nowMs - (startedAtMs[0] ?? nowMs) > WITHIN_MS;
    },
  };
}
