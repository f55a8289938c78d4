import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { SiteOrigin } from '../constructs/site-origin.ts';
import { StaticSite } from '../constructs/static-site.ts';

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
}

/** The page and the CDN in front of it and of the HTTP API. */
export class SiteStack extends Stack {
  readonly site: StaticSite;

  constructor(
    scope: Construct,
    id: string,
    { siteFolder, apiDomainName, websocketUrl, stage, logRetention, ...props }: SiteStackProps,
  ) {
    super(scope, id, props);
    this.site = new StaticSite(this, 'Site', { siteFolder, apiDomainName, websocketUrl, logRetention });
    new SiteOrigin(this, 'Origin', { stage, origin: this.site.origin });
    new CfnOutput(this, 'SiteUrl', { value: this.site.origin });
  }
}
