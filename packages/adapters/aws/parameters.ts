import { systemClock, type Clock } from '../observability/clock.ts';
import { readParameterText } from './read-parameter.ts';

export interface ParameterOptions {
  readonly name: string;
  /** How long a value that was found is kept. */
  readonly keptMs: number;
  /** How long it is kept that there is none, or that it could not be read. @default keptMs */
  readonly absentKeptMs?: number;
  /** Longest that a caller waits. */
  readonly timeoutMs: number;
  /** @default the machine's */
  readonly clock?: Clock;
  /** Null where there is no such parameter. @default AWS Systems Manager */
  readonly read?: (name: string, signal: AbortSignal) => Promise<string | null>;
}

/**
 * Reads a value that an operator or another stack sets while functions run: when it is due, once for all who ask meanwhile.
 * @returns a reader of its value as of a moment ago at most, null where there is none. While it can't be read the last one
 *   known holds; where none is known the reader throws the service's error.
 */
export function createParameterReader({
  name,
  keptMs,
  absentKeptMs = keptMs,
  timeoutMs,
  clock = systemClock,
  read = (parameterName, signal) => readParameterText(parameterName, signal),
}: ParameterOptions): () => Promise<string | null> {
  let known: { readonly value: string | null } | undefined;
  let failure: unknown;
  let dueAtMs = -Infinity;
  let reading: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    try {
      known = { value: await read(name, AbortSignal.timeout(timeoutMs)) };
      dueAtMs = clock() + (known.value === null ? absentKeptMs : keptMs);
    } catch (error) {
      failure = error;
      dueAtMs = clock() + absentKeptMs;
    }
  }

  return async () => {
    if (clock() >= dueAtMs) await (reading ??= refresh().finally(() => (reading = null)));
    if (known === undefined) throw failure;
    return known.value;
  };
}
