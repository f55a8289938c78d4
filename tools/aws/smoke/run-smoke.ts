import { oneLine } from '../aws-error.ts';
import { checkPositions, checkSearch, checkStatus } from './api-checks.ts';
import { checkFrame } from './frame-check.ts';
import { checkApiErrors, checkConfig, checkHeaders, checkPage } from './page-checks.ts';
import type { Outcome } from './report.ts';
import { createSite, type Site } from './site.ts';

export interface SmokeOptions {
  /** Of one request, and of waiting for a frame. */
  readonly timeoutMs: number;
  /** Told of each outcome as it comes. */
  readonly onOutcome?: (outcome: Outcome) => void;
  /** ms, only ever compared. @default the process's own */
  readonly clock?: () => number;
}

/** Looks at a deployed site from outside, one thing after the other; what fails doesn't stop the rest. Changes nothing. */
export async function runSmoke(origin: string, options: SmokeOptions): Promise<readonly Outcome[]> {
  const { timeoutMs, onOutcome = () => undefined, clock = () => performance.now() } = options;
  const site = createSite(origin, timeoutMs);
  const outcomes: Outcome[] = [];
  for (const [name, check] of CHECKS) {
    const startedAtMs = clock();
    const seen = await check(site, timeoutMs).then(
      (text) => ({ ok: true, text }),
      (error: unknown) => ({ ok: false, text: error instanceof Error ? error.message : String(error) }),
    );
    const outcome = { name, ok: seen.ok, text: oneLine(seen.text), tookMs: clock() - startedAtMs };
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;
}

const CHECKS: readonly (readonly [name: string, check: (site: Site, timeoutMs: number) => Promise<string>])[] = [
  ['page', checkPage],
  ['config.json', checkConfig],
  ['security headers', checkHeaders],
  ['API errors', checkApiErrors],
  ['status', checkStatus],
  ['positions', checkPositions],
  ['WebSocket frame', checkFrame],
  ['search', checkSearch],
];
