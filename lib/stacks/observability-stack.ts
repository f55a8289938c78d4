import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeploymentConfig } from '../config.ts';
import { AlarmNotices } from '../constructs/observability/alarm-notices.ts';
import { AlarmSet } from '../constructs/observability/alarm-set.ts';
import { addEtlAlarms } from '../constructs/observability/etl-alarms.ts';
import {
  addFunctionAlarms,
  type ApiWatch,
  type WatchedFunctions,
} from '../constructs/observability/function-alarms.ts';
import { MonthlyBudget } from '../constructs/observability/monthly-budget.ts';
import { OperationsDashboard } from '../constructs/observability/operations-dashboard.ts';
import { addStorageAlarms } from '../constructs/observability/storage-alarms.ts';
import { addStreamAlarms } from '../constructs/observability/stream-alarms.ts';
import { ownMetrics } from '../metrics/own-metrics.ts';
import { RUNBOOK } from '../runbook.ts';
import type { ApiStack } from './api-stack.ts';
import type { EtlStack } from './etl-stack.ts';
import type { LiveStack } from './live-stack.ts';
import type { SchemaStack } from './schema-stack.ts';
import type { StreamStack } from './stream-stack.ts';

export interface ObservabilityStackProps extends StackProps {
  readonly config: Pick<
    DeploymentConfig,
    | 'stage'
    | 'positionSources'
    | 'producerTasks'
    | 'databaseStorageMb'
    | 'monthlyBudgetUsd'
    | 'alarmEmail'
    | 'runbookUrl'
  >;
  readonly schema: SchemaStack;
  readonly etl: EtlStack;
  readonly live: LiveStack;
  readonly api: ApiStack;
  /** Null on an emulator, which has neither Kafka nor costs. */
  readonly stream: StreamStack | null;
}

/**
 * What tells operators how it goes: alarms, each with its section of the runbook, a dashboard and a budget. The site has no
 * alarm: CloudFront's metrics are in us-east-1 only, where an alarm of another region can't read them.
 */
export class ObservabilityStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { config, schema, etl, live, api, stream, ...props }: ObservabilityStackProps,
  ) {
    super(scope, id, props);
    const { stage, alarmEmail, databaseStorageMb, runbookUrl } = config;
    const runbook = runbookUrl ?? RUNBOOK;
    const monthlyBudgetUsd = stream === null ? null : config.monthlyBudgetUsd;
    const notices = alarmEmail === null ? null : new AlarmNotices(this, 'Notices', { stage, email: alarmEmail });
    const alarms = new AlarmSet(this, 'Alarms', { action: notices?.action ?? null, runbook });
    const own = ownMetrics(stage);
    const streamWatch = stream?.watch ?? null;
    const functions = watchedFunctions(etl, live, api);
    const apiWatch = watchedApis(live, api);
    // On an emulator the producer is a process beside it.
    const expectsPositions = stream === null || config.producerTasks > 0;
    addStreamAlarms(alarms, { own, stream: streamWatch, expectsPositions });
    const deadLetters = {
      ETLs: etl.deadLetters,
      compaction: live.compaction.deadLetters,
      'schema step': schema.schema.deadLetters,
    };
    addEtlAlarms(alarms, { own, deadLetters: Object.values(deadLetters) });
    addStorageAlarms(alarms, { own, databaseStorageMb });
    addFunctionAlarms(alarms, functions, apiWatch);
    if (monthlyBudgetUsd !== null) {
      new MonthlyBudget(this, 'MonthlyBudget', { limitUsd: monthlyBudgetUsd, notices: notices?.budget ?? null });
    }
    const dashboard = new OperationsDashboard(this, 'Dashboard', {
      own,
      stage,
      alarms: alarms.alarms,
      functions,
      api: apiWatch,
      deadLetters,
      sendingSwitch: live.sendingSwitch.parameter,
      stream: streamWatch,
      feeds: config.positionSources,
      databaseStorageMb,
      monthlyBudgetUsd,
      runbook,
    });
    new CfnOutput(this, 'DashboardUrl', { value: dashboard.url });
  }
}

function watchedFunctions(etl: EtlStack, live: LiveStack, api: ApiStack): WatchedFunctions {
  const { store, broadcast } = live.consumers;
  return {
    stream: { 'position-store': store, 'position-broadcast': broadcast },
    api: { 'http-api': api.http.handler, 'admin-api': api.admin.handler, websocket: live.routes.handler },
    etl: { 'reference-etl': etl.referenceEtl, 'schedule-etl': etl.scheduleEtl, 'status-etl': etl.statusEtl },
    compaction: { 'position-compaction': live.compaction.handler },
  };
}

function watchedApis(live: LiveStack, api: ApiStack): ApiWatch {
  const { api: websocketApi, stage } = live.websocket;
  return {
    websocket: { apiId: websocketApi.apiId, stageName: stage.stageName },
    httpApiId: api.http.api.apiId,
  };
}
