import type { StubAccount } from './options.ts';

/** Distinct paths that are counted by name; the rest is counted together as `others`. */
const MOST_PATHS = 20_000;

/** The book that the stub keeps of what it was asked. */
export interface AccountBook {
  readonly account: StubAccount;
  countCall(path: string): void;
  countAnswer(status: number): void;
  countFault(): void;
  /** @param inSecond requests of this client in the last second, this one included */
  countArrival(inSecond: number, inHour: number): void;
  countOver(limit: 'second' | 'hour'): void;
}

export function createAccountBook(): AccountBook {
  const byPath = new Map<string, number>();
  const byStatus = new Map<string, number>();
  const counted = { calls: 0, tokenCalls: 0, overSecond: 0, overHour: 0, mostInSecond: 0, mostInHour: 0, faults: 0 };
  const increment = (counts: Map<string, number>, key: string): void =>
    void counts.set(key, (counts.get(key) ?? 0) + 1);
  return {
    account: {
      get calls() {
        return counted.calls;
      },
      get tokenCalls() {
        return counted.tokenCalls;
      },
      get callsByPath() {
        return Object.fromEntries(byPath);
      },
      get answersByStatus() {
        return Object.fromEntries(byStatus);
      },
      get overSecond() {
        return counted.overSecond;
      },
      get overHour() {
        return counted.overHour;
      },
      get mostInSecond() {
        return counted.mostInSecond;
      },
      get mostInHour() {
        return counted.mostInHour;
      },
      get faults() {
        return counted.faults;
      },
    },
    countCall(path) {
      counted.calls += 1;
      if (path === '/oauth/token') counted.tokenCalls += 1;
      increment(byPath, byPath.size < MOST_PATHS || byPath.has(path) ? path : 'others');
    },
    countAnswer: (status) => increment(byStatus, String(status)),
    countFault: () => void (counted.faults += 1),
    countArrival(inSecond, inHour) {
      counted.mostInSecond = Math.max(counted.mostInSecond, inSecond);
      counted.mostInHour = Math.max(counted.mostInHour, inHour);
    },
    countOver: (limit) => void (counted[limit === 'second' ? 'overSecond' : 'overHour'] += 1),
  };
}
