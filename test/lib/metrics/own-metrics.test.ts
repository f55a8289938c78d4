import { expect, it } from 'vitest';
import { observeRun } from '#adapters/etl/observe-run.ts';
import { ETL_KINDS } from '#contracts/etl-run.ts';
import { broadcastMetrics } from '../../../lambdas/position-broadcast/broadcast-metrics.ts';
import { schemaMetrics } from '../../../lambdas/database-schema/schema-metrics.ts';
import { compactionMetrics } from '../../../lambdas/position-compaction/compaction-metrics.ts';
import { storeMetrics } from '../../../lambdas/position-store/store-metrics.ts';
import { createFeedMetrics } from '../../../services/position-producer/feed-metrics.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';
import { anEtlRun } from '../../fixtures/etl-run.ts';
import { aFeedStatus } from '../../fixtures/feeds.ts';
import { dashboardOf, metricsIn, metricsOnBoard, type ReadMetric } from '../read-metrics.ts';
import { synthesise } from '../synthesise.ts';

const deployment = synthesise({ positionSources: ['simulator', 'readsb'] });
const NAMESPACE = 'Airlines/dev';

const messages = { sent: 0, throttled: 0, failed: 0, late: 0, gone: 0 };
const records = { received: 0, skipped: 0, rejected: 0, viewers: 0, flushes: 0, isStretched: false, isOff: false };

/** What the code writes: one line each of everything that has metrics. */
async function writtenLines(): Promise<readonly object[]> {
  const logger = createRecordingLogger();
  for (const kind of ETL_KINDS) {
    const quota = () => Promise.resolve({ used: 1, limit: 2 });
    await observeRun({ message: kind, logger, clock: () => 0, quota }, () =>
      Promise.resolve({ skipped: false, run: anEtlRun({ kind }) }),
    );
  }
  return [
    ...logger.lines,
    storeMetrics({ received: 0, stored: 0, shed: 0, erased: 0, rejected: 0, rejectedShed: 0 }, 0),
    broadcastMetrics({ ...messages, ...records }, 0),
    schemaMetrics({ changes: [], left: [] }, 0),
    compactionMetrics({ newestAgeMs: 0, history: { usedBytes: 0, maxMb: 1 }, storageBytes: 0 }, 0),
    ...['simulator', 'readsb'].map((feed) => createFeedMetrics()(aFeedStatus({ _id: feed }))),
  ];
}

/** `Received function=position-store` */
const titleOf = (name: string, dimensions: Readonly<Record<string, unknown>>): string =>
  [
    name,
    ...Object.entries(dimensions)
      .map(([key, value]) => `${key}=${String(value)}`)
      .toSorted(),
  ].join(' ');

/** As CloudWatch reads a line: the dimensions and metrics that it declares, with the values beside them. */
function metricsOf(line: object): string[] {
  const { _aws: embedded, ...fields } = line as Readonly<Record<string, unknown>> & { readonly _aws: unknown };
  const declared = embedded as {
    CloudWatchMetrics: readonly {
      readonly Dimensions: readonly string[][];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  return declared.CloudWatchMetrics.flatMap(({ Dimensions: sets, Metrics: metrics }) =>
    sets.flatMap((keys) =>
      metrics.map(({ Name: name }) => titleOf(name, Object.fromEntries(keys.map((key) => [key, fields[key]])))),
    ),
  );
}

const isOurs = ({ namespace }: ReadMetric): boolean => namespace.startsWith('Airlines');

it('that alarms and the dashboard read are all written by the code, under the very same dimensions', async () => {
  const alarms = deployment.resources('Observability', 'AWS::CloudWatch::Alarm');
  const read = [
    ...alarms.flatMap(([, { Properties: properties = {} }]) => metricsIn(properties)),
    ...metricsOnBoard(dashboardOf(deployment)),
  ].filter(isOurs);
  const written = new Set((await writtenLines()).flatMap(metricsOf));
  expect(read.length).toBeGreaterThan(30);
  expect(read.filter(({ name, dimensions }) => !written.has(titleOf(name, dimensions)))).toEqual([]);
  expect(new Set(read.map(({ namespace }) => namespace))).toEqual(new Set([NAMESPACE]));
});

it('are written by a stage’s functions and producer where its alarms look', () => {
  const functions = deployment
    .everything()
    .filter(([stack, , { Type }]) => Type === 'AWS::Lambda::Function' && ['Etl', 'Live', 'Api'].includes(stack))
    .map(([, , { Properties: properties }]) => JSON.stringify(properties?.['Environment']));
  const [task] = deployment
    .resources('Stream', 'AWS::ECS::TaskDefinition')
    .map(([, { Properties: properties }]) => JSON.stringify(properties))
    .filter((text) => text.includes('POSITION_SOURCES'));
  expect(functions).toHaveLength(9);
  for (const variables of functions) expect(variables).toContain(`"POWERTOOLS_METRICS_NAMESPACE":"${NAMESPACE}"`);
  expect(task).toContain(`{"Name":"POWERTOOLS_METRICS_NAMESPACE","Value":"${NAMESPACE}"}`);
});
