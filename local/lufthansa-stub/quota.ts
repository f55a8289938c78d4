import type { Clock } from '#adapters/observability/clock.ts';
import type { AccountBook } from './account.ts';
import type { StubQuotaLimits } from './options.ts';
import { gatewayError, type StubReply } from './reply.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
/** Clients whose calls are remembered; the one not seen for longest is forgotten first. */
const MOST_CLIENTS = 1000;
/** Arrivals of a client that are remembered; what is beyond any sensible limit needs no exact count. */
const MOST_ARRIVALS = 100_000;

/**
 * The gateway's limits in every sliding second and hour, per client, judged when a call arrives. Calls that are refused use
 * nothing of the quota, but count as seen.
 * @returns the refusal, or null where the call may pass
 */
export function createQuota(
  limits: StubQuotaLimits,
  clock: Clock,
  book: AccountBook,
): (client: string) => StubReply | null {
  const clients = new Map<string, { seen: number[]; passed: number[] }>();
  return (client) => {
    const nowMs = clock();
    const known = clients.get(client) ?? { seen: [], passed: [] };
    clients.delete(client);
    clients.set(client, known);
    if (clients.size > MOST_CLIENTS) forgetOldest(clients);
    forgetOld(known.seen, nowMs);
    forgetOld(known.passed, nowMs);
    known.seen.push(nowMs);
    book.countArrival(since(known.seen, nowMs - SECOND_MS), known.seen.length);
    if (since(known.passed, nowMs - SECOND_MS) >= limits.callsPerSecond) {
      book.countOver('second');
      return gatewayError(403, 'Account Over Queries Per Second Limit');
    }
    if (known.passed.length >= limits.callsPerHour) {
      book.countOver('hour');
      return gatewayError(403, 'Account Over Rate Limit');
    }
    known.passed.push(nowMs);
    return null;
  };
}

function forgetOldest(clients: Map<string, unknown>): void {
  const [oldest] = clients.keys();
  if (oldest !== undefined) clients.delete(oldest);
}

function forgetOld(times: number[], nowMs: number): void {
  const first = times.findIndex((atMs) => atMs > nowMs - HOUR_MS);
  const old = first === -1 ? times.length : first;
  times.splice(0, Math.max(old, times.length - MOST_ARRIVALS));
}

/** How many of the sorted times are later than that. */
function since(times: readonly number[], afterMs: number): number {
  let count = 0;
  while (count < times.length && (times[times.length - 1 - count] ?? 0) > afterMs) count += 1;
  return count;
}
