/** How far a price can be trusted. */
export type PriceCertainty =
  /** Read in AWS's own documentation. */
  | 'documented'
  /** From the price fixtures of Infracost, a public repository. */
  | 'infracost'
  /** As other public repositories and sites quote it. */
  | 'quoted'
  /** From general knowledge; nobody looked it up. */
  | 'unverified';

/** What one unit costs. */
export interface UnitPrice {
  readonly usd: number;
  /** So many units together cost that. */
  readonly per: number;
  /** In the singular or with its time, `broker-hour`. */
  readonly unit: string;
  readonly region: string;
  readonly certainty: PriceCertainty;
  readonly source: string;
}

/** When the prices were put together; they may have changed since. */
export const PRICES_AS_OF = '2026-11-24';

/** The region of the prices; others differ, most of them by 10 to 20 % for what computes. */
export const PRICE_REGION = 'us-east-1';

const INFRACOST = 'Infracost golden files, August 2026';
const REPOSITORIES = 'public repositories that agree';
const KNOWLEDGE = 'general knowledge';

function price(usd: number, per: number, unit: string, origin: Pick<UnitPrice, 'certainty' | 'source'>): UnitPrice {
  return { usd, per, unit, region: PRICE_REGION, ...origin };
}

const infracost = { certainty: 'infracost', source: INFRACOST } as const;
const quoted = { certainty: 'quoted', source: REPOSITORIES } as const;
const unverified = { certainty: 'unverified', source: KNOWLEDGE } as const;

/** Every price that an estimate uses, in US dollars without taxes and without free tiers. */
export const UNIT_PRICES = {
  mskSmallBroker: price(0.0456, 1, 'broker-hour', infracost),
  mskDisk: price(0.1, 1, 'GB-month', infracost),
  mskServerlessCluster: price(0.75, 1, 'cluster-hour', quoted),
  mskServerlessPartition: price(0.0015, 1, 'partition-hour', quoted),
  mskServerlessIn: price(0.1, 1, 'GB in', quoted),
  mskServerlessOut: price(0.05, 1, 'GB out', quoted),
  mskServerlessStorage: price(0.1, 1, 'GB-month', quoted),
  eventPollerUnit: price(0.185, 1, 'EPU-hour', {
    certainty: 'documented',
    source: 'docs.aws.amazon.com/lambda/latest/dg/kafka-scaling-modes.html',
  }),
  interfaceEndpoint: price(0.01, 1, 'endpoint-zone-hour', infracost),
  interfaceEndpointData: price(0.01, 1, 'GB', infracost),
  natGateway: price(0.045, 1, 'hour', infracost),
  natGatewayData: price(0.045, 1, 'GB', infracost),
  publicIpv4: price(0.005, 1, 'address-hour', unverified),
  fargateArmCpu: price(0.03238, 1, 'vCPU-hour', {
    certainty: 'quoted',
    source: 'a price list that others fetched on 2026-09-23',
  }),
  fargateArmMemory: price(0.00356, 1, 'GB-hour', {
    certainty: 'quoted',
    source: 'a price list that others fetched on 2026-09-23',
  }),
  lambdaArm: price(0.0000133334, 1, 'GB-second', infracost),
  lambdaRequest: price(0.2, 1_000_000, 'requests', infracost),
  websocketMessage: price(1, 1_000_000, 'messages of 32 KB', {
    certainty: 'documented',
    source: 'aws.amazon.com/api-gateway/pricing',
  }),
  /** Beyond the first billion of a month. */
  websocketMessageBeyond: price(0.8, 1_000_000, 'messages of 32 KB', {
    certainty: 'documented',
    source: 'aws.amazon.com/api-gateway/pricing',
  }),
  websocketMinute: price(0.25, 1_000_000, 'connection-minutes', {
    certainty: 'documented',
    source: 'aws.amazon.com/api-gateway/pricing',
  }),
  httpApiRequest: price(1, 1_000_000, 'requests', infracost),
  dataOut: price(0.09, 1, 'GB', infracost),
  cloudFrontData: price(0.085, 1, 'GB', infracost),
  cloudFrontRequest: price(0.012, 10_000, 'requests', { ...infracost, source: `${INFRACOST}, Europe` }),
  s3Storage: price(0.023, 1, 'GB-month', unverified),
  logIngestion: price(0.5, 1, 'GB', infracost),
  customMetric: price(0.3, 1, 'metric-month', unverified),
  alarm: price(0.1, 1, 'alarm-month', infracost),
  dashboard: price(3, 1, 'dashboard-month', infracost),
  secret: price(0.4, 1, 'secret-month', infracost),
  secretRead: price(0.05, 10_000, 'reads', unverified),
  standardParameter: price(0, 1, 'parameter-month', unverified),
  schedulerInvocation: price(1, 1_000_000, 'invocations', unverified),
  queueRequest: price(0.4, 1_000_000, 'requests', infracost),
  atlasFree: price(0, 1, 'cluster-month', quoted),
  /** The cap; from $8 on by use. */
  atlasFlex: price(30, 1, 'cluster-month', quoted),
  atlasM10: price(0.08, 1, 'hour', quoted),
} as const satisfies Readonly<Record<string, UnitPrice>>;

export type PriceName = keyof typeof UNIT_PRICES;
