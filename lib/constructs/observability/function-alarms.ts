import { Duration } from 'aws-cdk-lib';
import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { httpMetric, websocketMetric } from '../../metrics/aws-metrics.ts';
import { combined, DEFAULT_PERIOD_MIN } from '../../metrics/metric-view.ts';
import type { AlarmSet } from './alarm-set.ts';

type Named = Readonly<Record<string, IFunction>>;

/** Functions by what their failing means, each in one group and under its folder's name. */
export interface WatchedFunctions {
  /** They read Kafka: what fails is repeated, and the stream waits. */
  readonly stream: Named;
  /** They answer people, who see that they fail. */
  readonly api: Named;
  /** What fails is repeated twice, then ends in the dead-letter queue. */
  readonly etl: Named;
  /** What fails is done by the next run. */
  readonly compaction: Named;
}

export interface ApiWatch {
  readonly websocket: { readonly apiId: string; readonly stageName: string };
  readonly httpApiId: string;
}

/** One error is bad luck, which everything here is tried again after; and so is a restart of the database. */
const SOME_ERRORS = 3;
const MANY_ERRORS = 20;
const THROTTLES = 5;
/** Those that are busy all the time: twice in a quarter of an hour. */
const BUSY = {
  periodMin: DEFAULT_PERIOD_MIN,
  periods: 3,
  breaching: 2,
  often: 'in five minutes, twice within fifteen',
};

/** Whether functions fail or are refused, and what the two APIs answer for them. Nothing counted is nothing wrong. */
export function addFunctionAlarms(alarms: AlarmSet, functions: WatchedFunctions, api: ApiWatch): void {
  const groups = {
    StreamFunctionErrors: [functions.stream, BUSY, 'A function that reads positions from Kafka'],
    ApiFunctionErrors: [functions.api, BUSY, 'A function that answers the page or operators'],
    // Every two minutes.
    CompactionErrors: [functions.compaction, within(15, 'in fifteen minutes'), 'The compaction of the history'],
    // Once a night, and twice more where it failed.
    EtlFunctionErrors: [functions.etl, within(60, 'in an hour'), 'A function that loads from the Lufthansa API'],
  } as const;
  for (const [id, [group, { periodMin, often, ...periods }, who]] of Object.entries(groups)) {
    const view = { statistic: Stats.SUM, period: Duration.minutes(periodMin) };
    const errors = Object.entries(group).map(([label, one]) => one.metricErrors({ ...view, label }));
    alarms.add(id, {
      metric: combined('SUM', errors, { missing: 0, periodMin }),
      threshold: { atLeast: SOME_ERRORS },
      ...periods,
      missing: TreatMissingData.NOT_BREACHING,
      says: `${who} has failed ${SOME_ERRORS} times ${often}.`,
    });
  }
  alarms.add('FunctionThrottles', {
    // Of the whole account, whose concurrency it is that runs out.
    metric: LambdaFunction.metricAllThrottles({ statistic: Stats.SUM, period: Duration.minutes(DEFAULT_PERIOD_MIN) }),
    threshold: { atLeast: THROTTLES },
    periods: BUSY.periods,
    breaching: BUSY.breaching,
    missing: TreatMissingData.NOT_BREACHING,
    says: `Lambda refused to run functions ${THROTTLES} times in five minutes, for lack of concurrency in this account.`,
  });
  addApiAlarms(alarms, api);
}

function within(periodMin: number, often: string) {
  return { periodMin, periods: 1, breaching: 1, often };
}

function addApiAlarms(alarms: AlarmSet, { websocket, httpApiId }: ApiWatch): void {
  const failures = (['IntegrationError', 'ExecutionError'] as const).map((name) =>
    websocketMetric(websocket, name, { statistic: Stats.SUM }),
  );
  alarms.add('WebsocketErrors', {
    metric: combined('SUM', failures, { missing: 0 }),
    threshold: { atLeast: MANY_ERRORS },
    periods: BUSY.periods,
    breaching: BUSY.breaching,
    missing: TreatMissingData.NOT_BREACHING,
    says: `The WebSocket API refused or failed ${MANY_ERRORS} times in five minutes: viewers can't connect or subscribe.`,
  });
  alarms.add('HttpServerErrors', {
    metric: httpMetric(httpApiId, '5xx', { statistic: Stats.SUM }),
    threshold: { atLeast: MANY_ERRORS },
    periods: BUSY.periods,
    breaching: BUSY.breaching,
    missing: TreatMissingData.NOT_BREACHING,
    says: `The HTTP API answered ${MANY_ERRORS} requests with 5xx in five minutes.`,
  });
}
