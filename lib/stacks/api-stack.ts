import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AdminApi } from '../constructs/api/admin-api.ts';
import type { FunctionSettings } from '../constructs/functions/function-settings.ts';
import { HttpApi } from '../constructs/api/http-api.ts';
import type { LufthansaAccess } from '../constructs/etl/lufthansa-access.ts';

export interface ApiStackProps extends StackProps {
  readonly settings: FunctionSettings;
  readonly lufthansa: LufthansaAccess;
  readonly etl: { readonly referenceEtl: IFunction };
  /** Address of an emulator; null on AWS. */
  readonly localEndpoint: string | null;
}

/** The HTTP API: what everybody may read, and what operators may start. */
export class ApiStack extends Stack {
  readonly http: HttpApi;
  readonly admin: AdminApi;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { settings, lufthansa, etl, localEndpoint } = props;
    const { referenceEtl } = etl;
    this.http = new HttpApi(this, 'Http', { settings, callsPerHour: lufthansa.callsPerHour, localEndpoint });
    this.admin = new AdminApi(this, 'Admin', { api: this.http.api, settings, lufthansa, referenceEtl });
    new CfnOutput(this, 'ApiUrl', { value: this.http.url });
  }
}
