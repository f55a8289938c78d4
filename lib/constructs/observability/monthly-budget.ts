import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface MonthlyBudgetProps {
  readonly limitUsd: number;
  /** Gets the notices; null: the budget is seen in the console only. */
  readonly notices: ITopic | null;
}

/** When notices are sent, in percent of the limit: on what was spent, and on what the month is going to cost. */
const NOTICES = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/**
 * The cost of a month of all that bears the tag `application=airlines`, whatever its stage. Budgets see a tag only once it
 * is activated as a cost allocation tag in the account's billing settings, and cost from a day after that on.
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { limitUsd, notices }: MonthlyBudgetProps) {
    super(scope, id);
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: limitUsd, unit: 'USD' },
        // `user:` marks tags that are not AWS's own, `$` stands between key and value.
        costFilters: { TagKeyValue: ['user:application$airlines'] },
      },
      ...(notices !== null && {
        notificationsWithSubscribers: NOTICES.map((notice) => ({
          notification: { ...notice, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
          subscribers: [{ subscriptionType: 'SNS', address: notices.topicArn }],
        })),
      }),
    });
  }
}
