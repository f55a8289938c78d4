import { formatNumber } from './cost-line.ts';

/** One term of a duration, as it is shown: `60.2 records × 0.0166 ms`. */
export interface MsTerm {
  readonly ms: number;
  readonly text: string;
}

/** @param count how often it takes so long, of what `what` says; once unless told */
export function msTerm(eachMs: number, count = 1, what = ''): MsTerm {
  const each = `${formatNumber(eachMs)} ms`;
  return { ms: count * eachMs, text: what === '' ? each : `${formatNumber(count)} ${what} × ${each}` };
}

export function sumOfTerms(terms: readonly MsTerm[]): number {
  return terms.reduce((sum, { ms }) => sum + ms, 0);
}

/** Terms that are nothing are left out. */
export function textOfTerms(terms: readonly MsTerm[]): string {
  const shown = terms.filter(({ ms }) => ms > 0);
  return shown.length === 0 ? '0 ms' : shown.map(({ text }) => text).join(' + ');
}
