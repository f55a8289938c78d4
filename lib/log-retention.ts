import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { DeploymentConfig } from './config.ts';

const RETENTION: Readonly<Record<DeploymentConfig['logRetentionDays'], RetentionDays>> = {
  7: RetentionDays.ONE_WEEK,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
};

/** How long a stage's logs are kept, as CloudWatch names it. */
export const logRetentionOf = ({ logRetentionDays }: Pick<DeploymentConfig, 'logRetentionDays'>): RetentionDays =>
  RETENTION[logRetentionDays];
