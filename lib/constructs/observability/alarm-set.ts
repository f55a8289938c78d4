import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  type TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { runbookSection } from '../../runbook.ts';

export interface AlarmRule {
  readonly metric: IMetric;
  /** When it rings. */
  readonly threshold: { readonly atLeast: number } | { readonly below: number };
  /** Periods that are looked at. */
  readonly periods: number;
  /** How many of them have to be beyond the threshold. @default all */
  readonly breaching?: number;
  /** What a period without a value means, which is for each alarm to decide. */
  readonly missing: TreatMissingData;
  /** What happened, in a sentence. */
  readonly says: string;
}

export interface AlarmSetProps {
  /** Told when an alarm rings and when it is over; null: nobody, the dashboard shows it. */
  readonly action: IAlarmAction | null;
  /** Address or path of the runbook. */
  readonly runbook: string;
}

/**
 * The alarms of a deployment. The id of each names its section in the runbook, to which its description leads; its name is
 * CloudFormation's own.
 */
export class AlarmSet extends Construct {
  readonly alarms: Alarm[] = [];
  private readonly action: IAlarmAction | null;
  private readonly runbook: string;

  constructor(scope: Construct, id: string, { action, runbook }: AlarmSetProps) {
    super(scope, id);
    this.action = action;
    this.runbook = runbook;
  }

  add(id: string, { metric, says, missing, ...rule }: AlarmRule): void {
    const alarm = new Alarm(this, id, {
      metric,
      alarmDescription: `${says} What to do: ${runbookSection(id, this.runbook)}`,
      ...comparisonOf(rule.threshold),
      evaluationPeriods: rule.periods,
      datapointsToAlarm: rule.breaching ?? rule.periods,
      treatMissingData: missing,
    });
    if (this.action !== null) {
      alarm.addAlarmAction(this.action);
      alarm.addOkAction(this.action);
    }
    this.alarms.push(alarm);
  }
}

function comparisonOf(threshold: AlarmRule['threshold']): {
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
} {
  if ('below' in threshold) {
    return { threshold: threshold.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD };
  }
  return {
    threshold: threshold.atLeast,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  };
}
