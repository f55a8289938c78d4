import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
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
import { addStreamAlarms, type StreamWatch } from '../constructs/observability/stream-alarms.ts';
import { ownMetrics } from '../metrics/own-metrics.ts';

export interface ObservabilityStackProps extends StackProps {
  readonly stage: string;
  readonly functions: WatchedFunctions;
  readonly api: ApiWatch;
  readonly etlDeadLetters: IQueue;
  /** `off` stops what is sent to viewers. */
  readonly sendingSwitch: IStringParameter;
  /** Null on an emulator, which has neither. */
  readonly stream: StreamWatch | null;
  /** Names of the feeds that the producer reads. */
  readonly feeds: readonly string[];
  /** Whether positions are meant to come. */
  readonly expectsPositions: boolean;
  readonly databaseStorageMb: number;
  /** Null where nothing costs anything. */
  readonly monthlyBudgetUsd: number | null;
  /** Who is told; null: alarms are seen on the dashboard only. */
  readonly alarmEmail: string | null;
}

/**
 * What tells operators how it goes: alarms, each with its section of the runbook, a dashboard and a budget. The site has no
 * alarm: CloudFront's metrics are in us-east-1 only, where an alarm of another region can't read them.
 */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, props);
    const { stage, stream, monthlyBudgetUsd, alarmEmail } = props;
    const notices = alarmEmail === null ? null : new AlarmNotices(this, 'Notices', { stage, email: alarmEmail });
    const alarms = new AlarmSet(this, 'Alarms', { action: notices?.action ?? null });
    const own = ownMetrics(stage);
    addStreamAlarms(alarms, { own, stream, expectsPositions: props.expectsPositions });
    addEtlAlarms(alarms, { own, deadLetters: props.etlDeadLetters });
    addStorageAlarms(alarms, { own, databaseStorageMb: props.databaseStorageMb });
    addFunctionAlarms(alarms, props.functions, props.api);
    if (monthlyBudgetUsd !== null) {
      new MonthlyBudget(this, 'MonthlyBudget', { limitUsd: monthlyBudgetUsd, notices: notices?.budget ?? null });
    }
    const dashboard = new OperationsDashboard(this, 'Dashboard', { ...props, own, alarms: alarms.alarms });
    new CfnOutput(this, 'DashboardUrl', { value: dashboard.url });
  }
}
