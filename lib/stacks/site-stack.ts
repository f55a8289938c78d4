import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { DeploymentConfig } from '../config.ts';
import { SiteOrigin } from '../constructs/site/site-origin.ts';
import { StaticSite } from '../constructs/site/static-site.ts';
import { logRetentionOf } from '../log-retention.ts';

export interface SiteStackProps extends StackProps {
  readonly config: Pick<DeploymentConfig, 'stage' | 'logRetentionDays'>;
  /** Folder of the built page. */
  readonly siteFolder: string;
  readonly api: { readonly http: { readonly domainName: string } };
  readonly live: { readonly websocket: { readonly url: string } };
  /** The bucket gets a line for each request. */
  readonly data: { readonly siteLogs: IBucket };
}

/** The page and the CDN in front of it and of the HTTP API. */
export class SiteStack extends Stack {
  readonly site: StaticSite;

  constructor(scope: Construct, id: string, { config, siteFolder, api, live, data, ...props }: SiteStackProps) {
    super(scope, id, props);
    this.site = new StaticSite(this, 'Site', {
      siteFolder,
      apiDomainName: api.http.domainName,
      websocketUrl: live.websocket.url,
      accessLogs: data.siteLogs,
      logRetention: logRetentionOf(config),
    });
    new SiteOrigin(this, 'Origin', { stage: config.stage, origin: this.site.origin });
    new CfnOutput(this, 'SiteUrl', { value: this.site.origin });
  }
}
