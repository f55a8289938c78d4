import { Duration, Stack } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, PeriodOverride, TextWidget, type Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { OwnMetrics } from '../../metrics/own-metrics.ts';
import { runbookSection } from '../../runbook.ts';
import { etlRow, functionRow, glanceRow, storageRow, streamRow, viewerRow } from './dashboard-rows.ts';
import type { ApiWatch, WatchedFunctions } from './function-alarms.ts';
import type { StreamWatch } from './stream-alarms.ts';

export interface OperationsDashboardProps {
  readonly own: OwnMetrics;
  readonly stage: string;
  readonly alarms: readonly Alarm[];
  readonly functions: WatchedFunctions;
  readonly api: ApiWatch;
  /** By whose they are. */
  readonly deadLetters: Readonly<Record<string, IQueue>>;
  readonly sendingSwitch: IStringParameter;
  readonly stream: StreamWatch | null;
  readonly feeds: readonly string[];
  readonly databaseStorageMb: number;
  readonly monthlyBudgetUsd: number | null;
  /** Address or path of the runbook. */
  readonly runbook: string;
}

const WIDTH = 24;

/** One page, from the top: is anything wrong, how old are positions, then each part in the order that data takes. */
export class OperationsDashboard extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    const { own } = props;
    const { region } = Stack.of(this);
    const console = `https://${region}.console.aws.amazon.com`;
    const dashboard = new Dashboard(this, 'Board', {
      defaultInterval: Duration.hours(3),
      periodOverride: PeriodOverride.INHERIT,
    });
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: WIDTH, height: 4 }),
    );
    dashboard.addWidgets(...glanceRow(own, props.stream));
    dashboard.addWidgets(...streamRow(own, props.feeds, props.stream));
    dashboard.addWidgets(...viewerRow(own, props.api));
    dashboard.addWidgets(...functionRow(props.functions));
    dashboard.addWidgets(...etlRow(own, props.deadLetters));
    dashboard.addWidgets(...storageRow(own, props));
    dashboard.addWidgets(
      new TextWidget({
        markdown: costText(props, console),
        width: WIDTH,
        height: 4,
      }),
    );
    this.url = `${console}/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

function costText(props: OperationsDashboardProps, console: string): string {
  const { stage, monthlyBudgetUsd, sendingSwitch, runbook } = props;
  const budget =
    monthlyBudgetUsd === null
      ? 'An emulator costs nothing.'
      : `Budget **$${monthlyBudgetUsd} a month**: [Budgets](https://console.aws.amazon.com/costmanagement/home#/budgets), ` +
        '[Cost Explorer](https://console.aws.amazon.com/costmanagement/home#/cost-explorer). What viewers are sent costs most.';
  const parameter = `${console}/systems-manager/parameters/${sendingSwitch.parameterName}/description`;
  return [
    `### Airlines ${stage}: cost, and the switch`,
    budget,
    'Stop sending at once: `npm run admin -- sending off`, back with `sending on`, ' +
      `or edit [the switch](${parameter}) by hand (${runbookSection('StopSending', runbook)}).`,
    `Every alarm above has its section in ${runbook}.`,
  ].join('\n\n');
}
