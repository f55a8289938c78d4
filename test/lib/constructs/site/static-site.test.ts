import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { positionsQuery } from '#contracts/http-positions.ts';
import { StaticSite } from '../../../../lib/constructs/site/static-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'static-site-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stackWith(siteFolder: string): Stack {
  const stack = new Stack(new App({ outdir: join(folder, 'out') }), 'Test');
  new StaticSite(stack, 'Site', {
    siteFolder,
    apiDomainName: 'api.example',
    websocketUrl: 'wss://live.example/live',
    logRetention: RetentionDays.ONE_WEEK,
    accessLogs: Bucket.fromBucketName(stack, 'Logs', 'logs'),
  });
  return stack;
}

const page = join(folder, 'dist');
mkdirSync(join(page, 'assets'), { recursive: true });
writeFileSync(join(page, 'index.html'), '<!doctype html>');
const stack = stackWith(page);
const template = Template.fromStack(stack);

it('keeps the page in a bucket that nobody reads but its own CDN, and only encrypted', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        Match.objectLike({
          Action: ['s3:GetObject', 's3:ListBucket'],
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
        }),
      ]),
    },
  });
  template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
    OriginAccessControlConfig: Match.objectLike({ SigningBehavior: 'always', OriginAccessControlOriginType: 's3' }),
  });
});

it('leads /api/ to the HTTP API by https without its Host, keeps answers as they say, and takes no writing methods', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      DefaultRootObject: 'index.html',
      DefaultCacheBehavior: Match.objectLike({
        ViewerProtocolPolicy: 'redirect-to-https',
        AllowedMethods: ['GET', 'HEAD'],
      }),
      CacheBehaviors: ['/api/positions', '/api/*'].map((PathPattern) =>
        Match.objectLike({
          PathPattern,
          ViewerProtocolPolicy: 'redirect-to-https',
          AllowedMethods: ['GET', 'HEAD'],
          // AllViewerExceptHostHeader
          OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        }),
      ),
      Origins: Match.arrayWith([
        Match.objectLike({
          DomainName: 'api.example',
          CustomOriginConfig: Match.objectLike({ OriginProtocolPolicy: 'https-only' }),
        }),
      ]),
    }),
  });
  template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
    CachePolicyConfig: Match.objectLike({ DefaultTTL: 0, MinTTL: 0 }),
  });
});

it('sends the headers that the gateway on one machine sends, and insists on https', () => {
  template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: {
        ContentSecurityPolicy: {
          ContentSecurityPolicy: Match.stringLikeRegexp("connect-src 'self' wss://live.example/live;"),
          Override: true,
        },
        StrictTransportSecurity: Match.objectLike({ IncludeSubdomains: true }),
        FrameOptions: { FrameOption: 'DENY', Override: true },
        ContentTypeOptions: { Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
      },
      CustomHeadersConfig: {
        Items: ['cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy'].map((Header) =>
          Match.objectLike({ Header, Override: true }),
        ),
      },
    },
  });
});

it('takes no script or style but from its own files, and is shared with no other origin', () => {
  const [policy] = Object.values(template.findResources('AWS::CloudFront::ResponseHeadersPolicy'));
  const config = (policy as { Properties: { ResponseHeadersPolicyConfig: object } }).Properties
    .ResponseHeadersPolicyConfig;
  expect(JSON.stringify(config)).not.toMatch(/unsafe-|\*|CorsConfig/);
});

it('compresses the page and the API with brotli where the browser takes it', () => {
  const compressed = (CachePolicyId: unknown) => Match.objectLike({ Compress: true, CachePolicyId });
  const own = ['PositionsCachePolicy', 'ApiCachePolicy'].map((id) => ({ Ref: Match.stringLikeRegexp(id) }));
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      // CachingOptimized takes brotli and gzip itself.
      DefaultCacheBehavior: compressed('658327ea-f89d-4fab-a63d-7e88639e58f6'),
      CacheBehaviors: own.map(compressed),
    }),
  });
  template.allResourcesProperties('AWS::CloudFront::CachePolicy', {
    CachePolicyConfig: Match.objectLike({
      ParametersInCacheKeyAndForwardedToOrigin: Match.objectLike({
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
      }),
    }),
  });
});

it('keeps a snapshot for a second for all who ask for the same tile in the same form, whatever else they say', () => {
  template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
    CachePolicyConfig: {
      Name: Match.anyValue(),
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 1,
      ParametersInCacheKeyAndForwardedToOrigin: Match.objectLike({
        QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: Object.keys(positionsQuery.shape) },
        HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Accept'] },
        CookiesConfig: { CookieBehavior: 'none' },
      }),
    },
  });
  const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
  // The first pattern that fits is taken.
  expect(JSON.stringify(distribution)).toMatch(/"PathPattern":"\/api\/positions".*"PathPattern":"\/api\/\*"/);
});

it('never lists the bucket: its root is the page, and no query reaches it', () => {
  // CachingOptimized forwards no query, and no origin request policy adds one.
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      DefaultRootObject: 'index.html',
      DefaultCacheBehavior: Match.objectLike({
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
        OriginRequestPolicyId: Match.absent(),
      }),
    }),
  });
});

it('rewrites paths for the page only: what the API answers is never replaced', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      CustomErrorResponses: Match.absent(),
      DefaultCacheBehavior: Match.objectLike({
        FunctionAssociations: [Match.objectLike({ EventType: 'viewer-request' })],
      }),
      CacheBehaviors: [1, 2].map(() => Match.objectLike({ FunctionAssociations: Match.absent() })),
    }),
  });
});

it('writes a line for each request into the bucket of logs, without cookies', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({ Logging: Match.objectLike({ Prefix: 'site/' }) }),
  });
  const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
  expect(JSON.stringify(distribution)).not.toContain('IncludeCookies":true');
});

describe('the function at the edge', () => {
  const [edge] = Object.values(template.findResources('AWS::CloudFront::Function'));
  const code = (edge as { Properties: { FunctionCode: string } }).Properties.FunctionCode;
  const rewritten = (uri: string): unknown =>
    runInNewContext(`${code}; handler(event).uri`, { event: { request: { uri } } });

  it.each(['/', '/flights', '/airports/FRA', '/stats', '/status'])('serves the page at %s', (uri) => {
    expect(rewritten(uri)).toBe('/index.html');
  });

  it.each(['/assets/index-12345678.js', '/api/status', '/unknown', '/flights/../secret', '/config.json'])(
    'leaves %s alone',
    (uri) => {
      expect(rewritten(uri)).toBe(uri);
    },
  );
});

it('puts hashed assets up to be kept for ever before the page that names them, which is to be revalidated', () => {
  const deployments = template.findResources('Custom::CDKBucketDeployment');
  const [entries, assets] = ['SitePage', 'SiteAssets'].map((id) => {
    const found = Object.entries(deployments).find(([logicalId]) => logicalId.startsWith(id));
    return found?.[1] as { Properties: Record<string, unknown>; DependsOn?: string[] };
  });
  expect(assets?.Properties).toMatchObject({
    Include: ['assets/*'],
    SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    Prune: false,
  });
  expect(entries?.Properties).toMatchObject({
    Exclude: ['assets/*'],
    SystemMetadata: { 'cache-control': 'no-cache' },
    Prune: false,
  });
  expect(entries?.DependsOn?.some((id) => id.startsWith('SiteAssetsCustomResource'))).toBe(true);
  Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
});

it('warns when the page is not built, and deploys its configuration all the same', () => {
  const without = stackWith(join(folder, 'missing'));
  Annotations.fromStack(without).hasWarning('*', Match.stringLikeRegexp('npm run build:page'));
  Template.fromStack(without).resourceCountIs('Custom::CDKBucketDeployment', 1);
});
