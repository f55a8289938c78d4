import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { SiteOrigin } from '../constructs/site/site-origin.ts';
import { StaticSite } from '../constructs/site/static-site.ts';

export interface SiteStackProps extends StackProps {
  /** Folder of the built page. */
  readonly siteFolder: string;
  /** Host name of the HTTP API. */
  readonly apiDomainName: string;
  /** `wss:` address of the WebSocket API. */
  readonly websocketUrl: string;
  /** Stage whose WebSocket API the page connects to. */
  readonly stage: string;
  readonly logRetention: RetentionDays;
  /** Gets a line for each request. */
  readonly accessLogs: IBucket;
}

/** The page and the CDN in front of it and of the HTTP API. */
export class SiteStack extends Stack {
  readonly site: StaticSite;

  constructor(scope: Construct, id: string, { stage, ...props }: SiteStackProps) {
    super(scope, id, props);
    this.site = new StaticSite(this, 'Site', props);
    new SiteOrigin(this, 'Origin', { stage, origin: this.site.origin });
    new CfnOutput(this, 'SiteUrl', { value: this.site.origin });
  }
}
