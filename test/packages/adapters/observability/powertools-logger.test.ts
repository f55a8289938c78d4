import { MongoServerError } from 'mongodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withCorrelation } from '#adapters/observability/correlation.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import { metricFields } from '#adapters/observability/metrics.ts';
import { createPowertoolsLogger } from '#adapters/observability/powertools-logger.ts';
import { parseJsonObject, type JsonObject } from '#contracts/read.ts';

let written: string[];
beforeEach(() => {
  written = [];
  const keep = (text: string | Uint8Array): boolean => written.push(text.toString()) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const lines = (): JsonObject[] => written.map(parseJsonObject);

test('a line on Lambda is the same as on one machine', () => {
  const own: string[] = [];
  const loggers = [
    createPowertoolsLogger({ function: 'position-store' }),
    createLogger({ fields: { function: 'position-store' }, write: (line) => own.push(line) }),
  ];
  const failure = new Error('no primary', { cause: new Error('refused') });
  for (const logger of loggers) {
    withCorrelation({ requestId: 'r' }, () => logger.child({ feed: 'x' }).warn('stored', { stored: 2, failure }));
  }
  const withoutTime = ({ time, ...line }: JsonObject) => ({ ...line, isTime: typeof time === 'string' });
  expect(lines().map(withoutTime)).toEqual(own.map(parseJsonObject).map(withoutTime));
  expect(lines()[0]).toMatchObject({
    ...{ level: 'warn', message: 'stored', function: 'position-store', feed: 'x', requestId: 'r', stored: 2 },
    failure: { name: 'Error', message: 'no primary', cause: { message: 'refused' } },
  });
  expect(Object.keys(lines()[0] ?? {}).slice(0, 3)).toEqual(['time', 'level', 'message']);
});

test('the level that Lambda’s logging configuration asks for holds', () => {
  vi.stubEnv('AWS_LAMBDA_LOG_LEVEL', 'WARN');
  const logger = createPowertoolsLogger({});
  logger.info('not wanted');
  logger.error('wanted');
  expect(lines().map(({ message }) => message)).toEqual(['wanted']);
});

test('of an error nothing is logged but its name, message, code, stack and cause', () => {
  const error = Object.assign(new MongoServerError({ message: 'failed', code: 8000 }), { documents: ['private'] });
  createPowertoolsLogger({}).error('not stored', { error });
  const [line] = lines();
  expect(Object.keys(Object(line?.['error']) as object).sort()).toEqual(['code', 'message', 'name', 'stack']);
  expect(written.join('')).not.toContain('private');
});

test('the trace’s id is on the line, and metrics keep their place at its top', () => {
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1');
  const metrics = metricFields({ dimensions: { function: 'f' }, counts: { Stored: 2 }, atMs: 42 });
  createPowertoolsLogger({}).info('stored', { ...metrics });
  expect(lines()[0]).toMatchObject({
    traceId: '1-5759e988-bd862e3fe1be46a994272793',
    Stored: 2,
    _aws: { Timestamp: 42, CloudWatchMetrics: [{ Namespace: 'Airlines', Dimensions: [['function']] }] },
  });
});
