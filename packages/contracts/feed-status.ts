import { POSITION_KINDS, type PositionKind } from '#domain/position.ts';
import { ContractError } from './contract-error.ts';
import { isJsonObject, optionalNumber, optionalText, requiredNumber, type JsonObject } from './read.ts';

/** How well a feed does: it delivers, it is late, its last fetch failed, or it has not delivered yet. */
export const FEED_HEALTHS = ['ok', 'silent', 'failing', 'starting'] as const;
export type FeedHealth = (typeof FEED_HEALTHS)[number];

/**
 * Counts since the producer started. `received` = `accepted` + the sum of `rejected` + `held`, and `accepted` +
 * `declared` = `thinned` + `acknowledged` + `failed` + `superseded` + what waits for Kafka.
 */
export interface FeedCounts {
  readonly received: number;
  readonly accepted: number;
  /** Rows refused, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Rows that wait now until another confirms or refutes them. */
  readonly held: number;
  /** Accepted, but so near to what viewers and history predict that no record was needed. */
  readonly thinned: number;
  /** Published as `stale` or `removed`. */
  readonly declared: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly retried: number;
  /** Dropped from a full buffer because a newer position of the same aircraft was waiting. */
  readonly superseded: number;
}

/** What a feed may be asked for in a while, and how much of that is left. */
export interface FeedBudget {
  /** What is counted: `credits`. */
  readonly unit: string;
  readonly limit: number;
  /** `used` and `remaining` make up `limit`; what others use of the same account counts as used. */
  readonly used: number;
  readonly remaining: number;
  /** When there are `limit` again, epoch ms; null where that isn't known. */
  readonly resetsAtMs: number | null;
}

/** The terms under which a feed may be shown. */
export interface FeedLicence {
  /** As it is called: `ODbL 1.0`. */
  readonly name: string;
  /** Where it can be read; `http:` or `https:`. */
  readonly url: string;
}

/** The last record of a partition that a producer knows to be in the log. */
export interface AcknowledgedRecord {
  /** Absent where an earlier version wrote it. */
  readonly topic?: string;
  readonly partition: number;
  readonly offset: number;
  readonly receivedAtMs: number;
}

/** Whether a record is in this partition of this topic; one that names no topic is taken by its partition alone. */
export function isRecordOf(
  record: Pick<AcknowledgedRecord, 'topic' | 'partition'>,
  { topic, partition }: { readonly topic: string; readonly partition: number },
): boolean {
  return record.partition === partition && (record.topic === undefined || record.topic === topic);
}

/**
 * What a producer says about one feed, kept in `feeds` (`_id` is the feed's name) and renewed every second. The
 * snapshot's `asOfMs` follows from `acknowledged`: a partition of which nothing newer is in the log is stored up to
 * `reportedAtMs`.
 */
export interface FeedStatus {
  readonly _id: string;
  readonly v: 1;
  readonly source: string;
  readonly kind: PositionKind;
  readonly health: FeedHealth;
  /** Why it is not `ok`, for people; never holds a secret. */
  readonly reason: string | null;
  /** Everything published before this instant is in `acknowledged`, epoch ms. Stands still while records wait for Kafka. */
  readonly reportedAtMs: number;
  /** When this status was written: whether its producer still lives. */
  readonly writtenAtMs: number;
  readonly startedAtMs: number;
  /** When the feed last delivered. */
  readonly lastGoodAtMs: number | null;
  /** Newest observation of it that passed its gate, also where another feed had a fresher one. */
  readonly newestObservedAtMs: number | null;
  /** The feed's clock less ours; null where the feed has none. Flagged from 5 s. */
  readonly clockOffsetMs: number | null;
  readonly clockSuspect: boolean;
  /** Of a replay: the time of the recording that is shown, epoch ms; null where the feed is none. */
  readonly capturedAtMs: number | null;
  readonly intervalMs: number;
  readonly aircraft: number;
  readonly counts: FeedCounts;
  readonly acknowledged: readonly AcknowledgedRecord[];
  /** Whom to name beside the data. */
  readonly attribution: string | null;
  /** Null where there is none to name: one's own receiver, the simulator. */
  readonly licence: FeedLicence | null;
  /** Null where the feed may be asked at will. */
  readonly budget: FeedBudget | null;
}

const LATEST_MS = 8_640_000_000_000_000;
/** The page makes a link of it. */
const WEB_ADDRESS = /^https?:\/\/[^\s/]/i;
const LONGEST_NAME = 100;
const LONGEST_TEXT = 2000;
/** Kafka's own limit. */
const LONGEST_TOPIC = 249;

/**
 * Accepts a document of `feeds`.
 * @throws ContractError naming the field
 */
export function parseFeedStatus(value: unknown): FeedStatus {
  if (!isJsonObject(value)) throw new ContractError('not_an_object', '', 'must be an object');
  if (value['v'] !== 1)
    throw new ContractError('version_unsupported', 'v', 'v must be 1; deploy readers before writers');
  return {
    _id: requiredText(value, '_id'),
    v: 1,
    source: requiredText(value, 'source'),
    kind: requiredMember(value, 'kind', POSITION_KINDS),
    health: requiredMember(value, 'health', FEED_HEALTHS),
    reason: optionalText(value, 'reason', LONGEST_TEXT),
    reportedAtMs: requiredNumber(value, 'reportedAtMs', 0, LATEST_MS),
    writtenAtMs:
      optionalNumber(value, 'writtenAtMs', 0, LATEST_MS) ?? requiredNumber(value, 'reportedAtMs', 0, LATEST_MS),
    startedAtMs: requiredNumber(value, 'startedAtMs', 0, LATEST_MS),
    lastGoodAtMs: optionalNumber(value, 'lastGoodAtMs', 0, LATEST_MS),
    newestObservedAtMs: optionalNumber(value, 'newestObservedAtMs', 0, LATEST_MS),
    clockOffsetMs: optionalNumber(value, 'clockOffsetMs', -LATEST_MS, LATEST_MS),
    clockSuspect: value['clockSuspect'] === true,
    capturedAtMs: optionalNumber(value, 'capturedAtMs', 0, LATEST_MS),
    intervalMs: requiredNumber(value, 'intervalMs', 0, LATEST_MS),
    aircraft: count(value, 'aircraft'),
    counts: parseCounts(value['counts']),
    acknowledged: parseAcknowledged(value['acknowledged']),
    attribution: optionalText(value, 'attribution', LONGEST_TEXT),
    licence: parseLicence(value['licence']),
    budget: parseBudget(value['budget']),
  };
}

function parseCounts(value: unknown): FeedCounts {
  if (!isJsonObject(value) || !isJsonObject(value['rejected'])) {
    throw new ContractError('counts_invalid', 'counts', 'counts must be an object with the object rejected');
  }
  const { rejected } = value;
  return {
    received: count(value, 'received'),
    accepted: count(value, 'accepted'),
    rejected: Object.fromEntries(Object.keys(rejected).map((reason) => [reason, count(rejected, reason)])),
    held: optionalNumber(value, 'held', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    thinned: optionalNumber(value, 'thinned', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    declared: count(value, 'declared'),
    acknowledged: count(value, 'acknowledged'),
    failed: count(value, 'failed'),
    retried: count(value, 'retried'),
    superseded: count(value, 'superseded'),
  };
}

/** Absent in what an earlier version wrote. */
function parseLicence(value: unknown): FeedLicence | null {
  if (value == null) return null;
  if (!isJsonObject(value)) throw new ContractError('licence_invalid', 'licence', 'licence must be an object or null');
  const name = requiredText(value, 'name', LONGEST_TEXT);
  const url = requiredText(value, 'url', LONGEST_TEXT);
  if (!WEB_ADDRESS.test(url)) throw new ContractError('url_invalid', 'url', 'url must begin with http:// or https://');
  return { name, url };
}

/** Absent in what an earlier version wrote. */
function parseBudget(value: unknown): FeedBudget | null {
  if (value == null) return null;
  if (!isJsonObject(value)) throw new ContractError('budget_invalid', 'budget', 'budget must be an object or null');
  return {
    unit: requiredText(value, 'unit'),
    limit: count(value, 'limit'),
    used: count(value, 'used'),
    remaining: count(value, 'remaining'),
    resetsAtMs: optionalNumber(value, 'resetsAtMs', 0, LATEST_MS),
  };
}

function parseAcknowledged(value: unknown): AcknowledgedRecord[] {
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    throw new ContractError('acknowledged_invalid', 'acknowledged', 'acknowledged must be an array of objects');
  }
  return value.map((record) => {
    const topic = optionalText(record, 'topic', LONGEST_TOPIC);
    return {
      ...(topic === null ? {} : { topic }),
      partition: count(record, 'partition'),
      offset: count(record, 'offset'),
      receivedAtMs: requiredNumber(record, 'receivedAtMs', 0, LATEST_MS),
    };
  });
}

function count(object: JsonObject, field: string): number {
  return requiredNumber(object, field, 0, Number.MAX_SAFE_INTEGER);
}

function requiredText(object: JsonObject, field: string, maxLength = LONGEST_NAME): string {
  const text = optionalText(object, field, maxLength);
  if (text === null) throw new ContractError(`${field}_missing`, field, `${field} is required`);
  return text;
}

function requiredMember<T extends string>(object: JsonObject, field: string, members: readonly T[]): T {
  const member = members.find((candidate) => candidate === object[field]);
  if (member !== undefined) return member;
  throw new ContractError(`${field}_invalid`, field, `${field} must be one of ${members.join(', ')}`);
}
