/** What is needed of a rule to speak of it. */
interface NamedRule {
  readonly collection: string;
  readonly name: string;
}

export interface ApplyRulesPorts<Rule> {
  /** Makes one index and waits until it is ready; null where nothing was to be changed. */
  readonly ensure: (rule: Rule) => Promise<string | null>;
  /** Whether an error is the database's as a whole, so that the other rules would fail too. */
  readonly isRefusal: (error: unknown) => boolean;
  readonly clock: () => number;
  /** Resolves after so many ms, or earlier with the signal. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** In words, for the log and for CloudFormation. */
export interface SchemaReport {
  readonly changes: readonly string[];
  /** What is not as it should be: still being built, not begun, or refused. */
  readonly left: readonly string[];
}

const OUTLASTED = Symbol('outlasted');

/**
 * Applies one rule after the other until the time is over. An index that can't be made is no reason to leave out the others.
 * One that outlasts the time is left to the database, which goes on building it though nobody waits (SERVER-101507).
 * @throws the error of a database that can't be used at all
 */
export async function applyRules<Rule extends NamedRule>(
  rules: readonly Rule[],
  untilMs: number,
  { ensure, isRefusal, clock, sleep }: ApplyRulesPorts<Rule>,
): Promise<SchemaReport> {
  const changes: string[] = [];
  const left: string[] = [];
  for (const rule of rules) {
    const index = `${rule.collection}: index ${rule.name}`;
    const restMs = untilMs - clock();
    if (restMs <= 0) {
      left.push(`${index} was not begun: run the step again`);
      continue;
    }
    try {
      const outcome = await within(ensure(rule), restMs, sleep);
      if (outcome === OUTLASTED) left.push(`${index} is still being built, by the database alone`);
      else if (outcome !== null) changes.push(outcome);
    } catch (error) {
      if (isRefusal(error)) throw error;
      left.push(`${index} could not be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { changes, left };
}

async function within<T>(
  work: Promise<T>,
  ms: number,
  sleep: ApplyRulesPorts<unknown>['sleep'],
): Promise<T | typeof OUTLASTED> {
  const done = new AbortController();
  work.catch(() => undefined);
  try {
    return await Promise.race([work, sleep(ms, done.signal).then((): typeof OUTLASTED => OUTLASTED)]);
  } finally {
    done.abort();
  }
}
