/** A value that changes steadily, as it is believed: one that leaps is doubted until others agree with it. */
export interface SettledValue {
  /** Null before the first. */
  believed: number | null;
  believedAtMs: number;
  /** The newest value that was doubted, null where none is. */
  doubted: number | null;
  doubtedAtMs: number;
  /** How many doubted values agree up to this one, and since when. */
  doubts: number;
  doubtedSinceMs: number;
}

/** What is asked about one value. */
export interface ValueRule {
  readonly atMs: number;
  /** How much faster than in reality time runs. */
  readonly timeScale: number;
  /** What it changes by in a second, as far as known. */
  readonly perS: number;
  /** By how much it may miss what was expected: at once, and more for each second since. */
  readonly slack: number;
  readonly slackPerS: number;
  /** For angles, which don't change steadily. @default false */
  readonly isAngle?: boolean;
}

/** What was believed is carried on for so long; after that whatever comes is believed. */
const CARRIED_MS = 30_000;

/** A receiver that lags behind sends two in a row now and then; of a slow feed two are enough. */
const AGREEING = 3;
const AGREEING_MS = 5000;

export function createSettledValue(): SettledValue {
  return { believed: null, believedAtMs: 0, doubted: null, doubtedAtMs: 0, doubts: 0, doubtedSinceMs: 0 };
}

/** Whether a value fits what is believed, or is one of so many that agree against it. */
export function isSettled(settled: SettledValue, value: number, rule: ValueRule): boolean {
  const { believed, believedAtMs } = settled;
  if (believed === null || (rule.atMs - believedAtMs) * rule.timeScale > CARRIED_MS) return true;
  if (fits(value, { from: believed, sinceMs: rule.atMs - believedAtMs }, rule)) return true;
  if (!agreesWithDoubted(settled, value, rule)) return false;
  const forMs = (rule.atMs - settled.doubtedSinceMs) * rule.timeScale;
  return settled.doubts + 1 >= AGREEING || forMs >= AGREEING_MS;
}

function agreesWithDoubted({ doubted, doubtedAtMs }: SettledValue, value: number, rule: ValueRule): boolean {
  return doubted !== null && fits(value, { from: doubted, sinceMs: rule.atMs - doubtedAtMs }, rule);
}

/** The rate may be as wrong as the value: what has not changed fits as well as what changed by it, and all between. */
function fits(
  value: number,
  { from, sinceMs }: { readonly from: number; readonly sinceMs: number },
  rule: ValueRule,
): boolean {
  const seconds = (sinceMs * rule.timeScale) / 1000;
  const slack = rule.slack + rule.slackPerS * seconds;
  const changedBy = value - from;
  if (rule.isAngle === true) {
    const turnedBy = Math.abs(changedBy) % 360;
    return Math.min(turnedBy, 360 - turnedBy) <= slack;
  }
  const expected = rule.perS * seconds;
  return changedBy >= Math.min(0, expected) - slack && changedBy <= Math.max(0, expected) + slack;
}

/** What is believed, carried on to now. */
export function carriedOn(
  { believed, believedAtMs }: SettledValue,
  { atMs, timeScale, perS }: ValueRule,
): number | null {
  return believed === null ? null : believed + (perS * (atMs - believedAtMs) * timeScale) / 1000;
}

export function believe(settled: SettledValue, value: number, { atMs }: ValueRule): void {
  settled.believed = value;
  settled.believedAtMs = atMs;
  settled.doubted = null;
}

export function doubt(settled: SettledValue, value: number, rule: ValueRule): void {
  const agrees = agreesWithDoubted(settled, value, rule);
  settled.doubts = agrees ? settled.doubts + 1 : 1;
  if (!agrees) settled.doubtedSinceMs = rule.atMs;
  settled.doubted = value;
  settled.doubtedAtMs = rule.atMs;
}
