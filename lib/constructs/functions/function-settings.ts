import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { DeploymentConfig } from '../../config.ts';
import { logRetentionOf } from '../../log-retention.ts';
import type { DatabaseAccess } from '../database/database-access.ts';

/** Where functions run that are to be seen outside under one fixed address. */
export interface FunctionEgress {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly securityGroup: ISecurityGroup;
}

/** What every function of a deployment has in common. */
export interface FunctionSettings {
  /** Names where metrics are found. */
  readonly stage: string;
  readonly database: DatabaseAccess;
  readonly logRetention: RetentionDays;
  /** Lambda drops lines below it before they are stored. */
  readonly logLevel: 'debug' | 'info';
  /** The AWS SDK is part of the bundle: for an emulator, whose runtime hasn't got it. */
  readonly bundlesSdk: boolean;
  /** Null: Lambda's own network, under any of its addresses. */
  readonly egress: FunctionEgress | null;
}

export interface FunctionSurroundings {
  readonly data: { readonly database: DatabaseAccess };
  /** Null where there is none of ours. */
  readonly network: { readonly egress: FunctionEgress | null } | null;
  readonly bundlesSdk: boolean;
}

/** The settings of a stage as its functions need them. */
export function functionSettings(
  config: Pick<DeploymentConfig, 'stage' | 'logLevel' | 'logRetentionDays'>,
  { data, network, bundlesSdk }: FunctionSurroundings,
): FunctionSettings {
  return {
    stage: config.stage,
    database: data.database,
    logRetention: logRetentionOf(config),
    logLevel: config.logLevel,
    bundlesSdk,
    egress: network?.egress ?? null,
  };
}
