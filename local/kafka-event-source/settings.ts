import { systemClock } from '#adapters/observability/clock.ts';
import type { KafkaEventSourceOptions, ProvisionedMode } from './options.ts';

/** Retries of provisioned mode where a dead-letter topic is set and no limit is. */
const RETRIES_WITH_DEAD_LETTERS = 10;

/** The options with every default filled in and every bound checked. */
export type KafkaEventSourceSettings = ReturnType<typeof settingsOf>;

/** Provisioned mode with its defaults; Infinity stands for AWS's -1. */
export interface ProvisionedSettings {
  readonly kind: 'provisioned';
  readonly retries: number;
  readonly recordAgeMs: number;
  readonly bisect: boolean;
  readonly partialResponses: boolean;
  readonly deadLetterTopic: string | null;
}

/** @throws RangeError naming the option, for what Lambda would refuse */
export function settingsOf(options: KafkaEventSourceOptions) {
  const {
    eventSourceArn = 'arn:aws:kafka:local:000000000000:cluster/local/00000000-0000-0000-0000-000000000000-1',
    batchSize = 100,
    batchingWindowMs = 500,
    maxPayloadBytes = 6 * 1024 * 1024,
    payload = 'partition',
    functionTimeoutMs = 60_000,
    mode = { kind: 'on-demand' },
    retryPauseMs = { first: 200, most: 30_000 },
    drainMs = 5000,
    sessionTimeoutMs = 10_000,
    clock = systemClock,
    ...required
  } = options;
  requireInRange('batchSize', batchSize, 1, 10_000);
  requireInRange('batchingWindowMs', batchingWindowMs, 0, 300_000);
  requireInRange('maxPayloadBytes', maxPayloadBytes, 1024, 6 * 1024 * 1024);
  requireInRange('functionTimeoutMs', functionTimeoutMs, 1, 840_000);
  return {
    ...required,
    eventSourceArn,
    batchSize,
    batchingWindowMs,
    maxPayloadBytes,
    payload,
    functionTimeoutMs,
    mode: mode.kind === 'provisioned' ? provisionedSettings(mode, required.topic) : mode,
    retryPauseMs,
    drainMs,
    sessionTimeoutMs,
    clock,
  };
}

function provisionedSettings(mode: ProvisionedMode, topic: string): ProvisionedSettings {
  const { maximumRetryAttempts = -1, maximumRecordAgeSeconds = -1, deadLetterTopic = null } = mode;
  if (maximumRetryAttempts !== -1) requireInRange('maximumRetryAttempts', maximumRetryAttempts, 0, 10_000);
  if (maximumRecordAgeSeconds !== -1) requireInRange('maximumRecordAgeSeconds', maximumRecordAgeSeconds, 60, 604_800);
  if (deadLetterTopic === topic) throw new RangeError('deadLetterTopic must differ from the topic that is read');
  const unlimited = deadLetterTopic === null ? Infinity : RETRIES_WITH_DEAD_LETTERS;
  return {
    kind: 'provisioned',
    retries: maximumRetryAttempts === -1 ? unlimited : maximumRetryAttempts,
    recordAgeMs: maximumRecordAgeSeconds === -1 ? Infinity : maximumRecordAgeSeconds * 1000,
    bisect: mode.bisectBatchOnFunctionError ?? false,
    partialResponses: mode.reportBatchItemFailures ?? false,
    deadLetterTopic,
  };
}

function requireInRange(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}`);
}
