import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { ENV } from '#contracts/names.ts';
import type { DeploymentConfig } from '../../config.ts';
import type { AppFunction } from '../functions/app-function.ts';

/** How the Lufthansa API is called. */
export interface LufthansaAccess {
  readonly credentials: ISecret;
  /** Another address than Lufthansa's own; null: that. */
  readonly baseUrl: string | null;
  /** Whose schedules they are. */
  readonly dataSource: 'lufthansa' | 'sample';
  /** Of all functions together, as the rate of an hour is. */
  readonly callsPerSecond: number;
  readonly callsPerHour: number;
}

/** The settings of a stage as those who call the API need them. */
export function lufthansaAccess(config: DeploymentConfig, credentials: ISecret): LufthansaAccess {
  return {
    credentials,
    baseUrl: config.lufthansaBaseUrl,
    dataSource: config.scheduleDataSource,
    callsPerSecond: config.lufthansaCallsPerSecond,
    callsPerHour: config.lufthansaCallsPerHour,
  };
}

/** The credentials are read from their secret at run time: its variable and the right to read it come together. */
export function useLufthansa(caller: AppFunction, access: LufthansaAccess): void {
  caller.addEnvironment(ENV.lufthansaSecretArn, access.credentials.secretArn);
  caller.addEnvironment(ENV.lufthansaCallsPerSecond, String(access.callsPerSecond));
  caller.addEnvironment(ENV.lufthansaCallsPerHour, String(access.callsPerHour));
  caller.addEnvironment(ENV.dataSource, access.dataSource);
  if (access.baseUrl !== null) caller.addEnvironment(ENV.lufthansaBaseUrl, access.baseUrl);
  access.credentials.grantRead(caller);
}
