import { existsSync } from 'node:fs';
import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import {
  BucketDeployment,
  CacheControl,
  Source,
  type BucketDeploymentProps,
  type ISource,
} from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { PAGE_ROUTE_PATTERN } from '#contracts/page-routes.ts';
import type { RuntimeConfig } from '#contracts/runtime-config.ts';
import { siteHeaders } from '#contracts/site-headers.ts';
import { createApiCachePolicy, createPositionsCachePolicy } from './api-cache-policies.ts';

export interface StaticSiteProps {
  /** Folder of the built page. */
  readonly siteFolder: string;
  /** Host name of the HTTP API, which answers `/api/*`. */
  readonly apiDomainName: string;
  /** `wss:` address of the WebSocket API. */
  readonly websocketUrl: string;
  readonly logRetention: RetentionDays;
  /** Gets a line for each request; one that takes access lists. */
  readonly accessLogs: IBucket;
}

/** The page in a private bucket behind a CDN, which also leads to the HTTP API, so that the page has one origin. */
export class StaticSite extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  /** `https://<domain>` */
  readonly origin: string;

  constructor(scope: Construct, id: string, props: StaticSiteProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.distribution = this.createDistribution(props);
    this.origin = `https://${this.distribution.distributionDomainName}`;
    this.deployPage(props);
  }

  private createDistribution({ apiDomainName, websocketUrl, accessLogs }: StaticSiteProps): Distribution {
    const responseHeadersPolicy = this.createHeadersPolicy(websocketUrl);
    const api: BehaviorOptions = {
      origin: new HttpOrigin(apiDomainName),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      compress: true,
      responseHeadersPolicy,
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Airlines',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      logBucket: accessLogs,
      logFilePrefix: 'site/',
      defaultBehavior: {
        // Without the right to list, a missing file would be forbidden instead of not found.
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket, {
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        responseHeadersPolicy,
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.createPageRoutes() }],
      },
      additionalBehaviors: {
        '/api/positions': { ...api, cachePolicy: createPositionsCachePolicy(this) },
        '/api/*': { ...api, cachePolicy: createApiCachePolicy(this) },
      },
    });
    Annotations.of(distribution).acknowledgeWarning(
      '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      'A root object is set, so the bucket is never listed at the root',
    );
    return distribution;
  }

  /** Serves the page at its routes; every other path is a file or 404. */
  private createPageRoutes(): EdgeFunction {
    return new EdgeFunction(this, 'PageRoutes', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        [
          `const pageRoute = new RegExp(${JSON.stringify(PAGE_ROUTE_PATTERN)});`,
          'function handler(event) {',
          '  const request = event.request;',
          "  if (pageRoute.test(request.uri)) request.uri = '/index.html';",
          '  return request;',
          '}',
        ].join('\n'),
      ),
    });
  }

  private createHeadersPolicy(websocketUrl: string): ResponseHeadersPolicy {
    const headers = siteHeaders(websocketUrl);
    const custom = ['cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy'];
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: headers['content-security-policy'] ?? '', override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: custom.map((header) => ({ header, value: headers[header] ?? '', override: true })),
      },
    });
  }

  /** Hashed assets first and for ever, so that a page that is open finds those of its own build; then what names them. */
  private deployPage({ siteFolder, websocketUrl, logRetention }: StaticSiteProps): void {
    const config: RuntimeConfig = { websocketUrl };
    const page: ISource[] = [];
    // The CDN compresses by itself; what the build compressed is for the gateway on one machine.
    if (existsSync(siteFolder)) page.push(Source.asset(siteFolder, { exclude: ['**/*.br'] }));
    else Annotations.of(this).addWarningV2('airlines:page-not-built', 'The page is not built: run npm run build:page');
    const logGroup = new LogGroup(this, 'DeploymentLogs', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const common = { destinationBucket: this.bucket, prune: false, logGroup };
    // The first deployment's scope holds what both share, so the one that the other waits for is made first.
    const assets = page.length === 0 ? null : this.deployAssets({ ...common, sources: page });
    const entries = new BucketDeployment(this, 'Page', {
      ...common,
      sources: [...page, Source.jsonData('config.json', config)],
      exclude: ['assets/*'],
      cacheControl: [CacheControl.noCache()],
      distribution: this.distribution,
      distributionPaths: ['/*'],
    });
    if (assets !== null) entries.node.addDependency(assets);
  }

  private deployAssets(props: BucketDeploymentProps): BucketDeployment {
    return new BucketDeployment(this, 'Assets', {
      ...props,
      exclude: ['*'],
      include: ['assets/*'],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    });
  }
}
