import { z } from 'zod';

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.number({ error }).int(error).min(least, error).max(most, error);
};
const listOf = (pattern: RegExp, example: string) =>
  z.array(z.string().regex(pattern, `must be of the form ${example}`)).readonly();
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

/** Three ways to have Kafka; see docs/deploy.md for what each costs and asks for. */
const KafkaSettings = z.discriminatedUnion(
  'mode',
  [
    /** Two `kafka.t3.small` of our own. */
    z.strictObject({
      mode: z.literal('provisioned'),
      /** Disk of each broker. */
      brokerDiskGb: whole(1, 16_384),
    }),
    /** MSK Serverless: nothing to size, ten times the price when idle. */
    z.strictObject({ mode: z.literal('serverless') }),
    /** A cluster that is there already, in a network that is there already. */
    z.strictObject({
      mode: z.literal('existing'),
      clusterArn: z
        .string()
        .regex(/^arn:[\w-]+:kafka:[\w-]+:\d{12}:cluster\/[^/]+\/[^/]+$/, 'must be an MSK cluster’s ARN'),
      /** Addresses of the IAM port, `host:9098`. */
      brokers: z
        .array(z.string().regex(/^[\w.-]+:\d+$/, 'must be of the form host:9098'))
        .min(1)
        .readonly(),
      /** Whether the producer may create the topics; otherwise it names what is missing. */
      createTopics: z.boolean(),
      vpcId: z.string().regex(/^vpc-\w+$/, 'must be of the form vpc-0123456789abcdef0'),
      availabilityZones: z.array(z.string()).min(1).readonly(),
      /** Where the producer runs: with a way out to the feeds. In the order of the zones. */
      publicSubnetIds: listOf(/^subnet-\w+$/, 'subnet-0123456789abcdef0'),
      /** Where the brokers are: endpoints for event source mappings on demand are put there. In the order of the zones. */
      brokerSubnetIds: listOf(/^subnet-\w+$/, 'subnet-0123456789abcdef0'),
      /**
       * Whether endpoints of Lambda and STS are made for mappings on demand. They take over the two services' names in the
       * whole network; not where there are such endpoints already, or a NAT gateway for the brokers' subnets.
       */
      createEndpoints: z.boolean(),
      brokerSecurityGroupId: z.string().regex(/^sg-\w+$/, 'must be of the form sg-0123456789abcdef0'),
    }),
  ],
  { error: 'must have a mode: provisioned, serverless or existing' },
);

/** What differs between deployments, and what is worth knowing before one. */
export const DeploymentSettings = z
  .strictObject({
    kafka: KafkaSettings,
    /** Partitions of the position topic; may grow, never shrink. */
    positionPartitions: whole(1, 1000),
    /**
     * How Lambda reads the topic. `onDemand` needs two endpoints in the brokers' network and repeats a failing batch until
     * its records expire; `provisioned` costs a poller unit, answers sooner, and bisects, bounds and sets aside.
     */
    eventSources: oneOf(['onDemand', 'provisioned']),
    /** 0 stops the producer and its cost; the rest stays. */
    producerTasks: whole(0, 1),
    /** Feeds that the producer runs. */
    positionSources: z.array(z.string()).min(1, 'must name a feed').readonly(),
    /**
     * Options of the feeds, as the producer's environment variables. Whoever may look at the task can read them, so a secret
     * is no value here, but may be named: a feed that has a variable for it (`OPENSKY_SECRET_ARN`) reads the text itself. The
     * producer may read exactly those secrets that variables ending in `_SECRET_ARN` name, encrypted by the account's own key
     * for secrets and no other.
     */
    feedEnvironment: z.record(z.string(), z.string()).readonly().superRefine(refuseSecrets),
    /** How often viewers get frames: the batching window of the broadcast. */
    broadcastEverySeconds: whole(1, 60),
    /** Open viewers at one time. */
    maxConnections: whole(1, 100_000),
    /** Web origins beside the site's own that viewers may connect from. */
    extraOrigins: listOf(/^https?:\/\/[^/]+$/, 'https://airlines.example'),
    /** Atlas cluster that is logged in to by IAM, `cluster0.abcde.mongodb.net`; null: a secret holds address and password. */
    databaseHost: z
      .string()
      .regex(/^[\w-]+(\.[\w-]+)+$/, 'must be a host such as cluster0.abcde.mongodb.net')
      .nullable(),
    /** History beyond this is dropped, the oldest first. */
    maxHistoryMb: whole(1, 1_000_000),
    /** Disk that the database has, for the alarm at 80 %. */
    databaseStorageMb: whole(100, 16_000_000),
    /** Functions reach the outside through one NAT gateway with a fixed address, for a database that lets only known ones in. */
    fixedEgress: z.boolean(),
    /** Reserved for each function that reads Kafka; null: none, since new accounts have 10 in all. */
    reservedConcurrency: whole(1, 1000).nullable(),
    /** Calls of the Lufthansa API in a second, all functions together; may be a fraction. */
    lufthansaCallsPerSecond: z.number().positive('must be a number above 0, at most 100').max(100),
    /**
     * Calls of the Lufthansa API in an hour, tokens' and repeated ones included: those that the account's plan allows.
     * Within what the functions take: packages/adapters/lufthansa/quota/quota-limits.ts.
     */
    lufthansaCallsPerHour: whole(4, 20_000),
    /** Another address than Lufthansa's own; null: that. */
    lufthansaBaseUrl: z.url('must be an address').nullable(),
    /** `sample` where that address is the stand-in's: what it tells is marked as such. */
    scheduleDataSource: oneOf(['lufthansa', 'sample']),
    /** Cities or airports of which every night pairs are drawn, `PAR`; empty: the function's own. */
    scheduleCities: listOf(/^[A-Z0-9]{3}$/, 'PAR'),
    /** How many pairs are drawn; null: the function's own number. */
    schedulePairs: whole(0, 50).nullable(),
    /** Routes whose schedules are loaded in both directions, `FRA-JFK`; empty: the function's own. */
    scheduleHubRoutes: listOf(/^([A-Z0-9]{3})-(?!\1)[A-Z0-9]{3}$/, 'FRA-JFK'),
    /** How many days of a route are loaded, from today on; null: the function's own number. */
    scheduleDaysAhead: whole(1, 90).nullable(),
    /** Airports whose departures and arrivals are followed; empty: the function's own. */
    statusAirports: listOf(/^[A-Z0-9]{3}$/, 'FRA'),
    /** Lines below it are dropped before they cost. Not above `info`, at which metrics are written. */
    logLevel: oneOf(['debug', 'info']),
    /**
     * Whose role lets API Gateway write logs: an account has one in each region, for all of its APIs. `existing` where
     * somebody else looks after it.
     */
    apiGatewayLogRole: oneOf(['create', 'existing']),
    /** How long logs are kept; one of CloudWatch's steps. */
    logRetentionDays: z.union([z.literal(7), z.literal(30), z.literal(90)], { error: 'must be 7, 30 or 90' }),
    /** Whether stacks that hold data refuse to be deleted. */
    isProtected: z.boolean(),
    /** An alarm tells when a month's cost is forecast to pass this, and on the way there. */
    monthlyBudgetUsd: whole(1, 1_000_000),
    /** Who is told of alarms; null: they are seen on the dashboard only. */
    alarmEmail: z.email('must be an e-mail address').nullable(),
    /** Where operators read docs/runbook.md: alarms lead to sections of it; null: they name the path in this project. */
    runbookUrl: z
      .string()
      .regex(/^https:\/\/[^\s#]{1,300}$/, 'must be an address such as https://git.example/airlines/docs/runbook.md')
      .nullable(),
  })
  .superRefine(requirePairsOf)
  .superRefine(requireRoomFor);

/** Partitions, copies included, that a `kafka.t3.small` is meant for are 300, of which Kafka itself takes some 60. */
const SMALL_BROKER_PARTITIONS = 200;

/** What Kafka's settings ask of each other. */
function requireRoomFor(
  { kafka, positionPartitions }: { kafka: KafkaSettings; positionPartitions: number },
  context: z.RefinementCtx,
): void {
  if (kafka.mode === 'provisioned' && positionPartitions > SMALL_BROKER_PARTITIONS) {
    const message = `must be at most ${SMALL_BROKER_PARTITIONS} on two small brokers, which both hold all of them`;
    context.addIssue({ code: 'custom', path: ['positionPartitions'], message });
  }
  if (kafka.mode !== 'existing') return;
  const zones = kafka.availabilityZones.length;
  for (const name of ['publicSubnetIds', 'brokerSubnetIds'] as const) {
    if (kafka[name].length === zones) continue;
    const message = `must be one for each of the ${zones} availabilityZones, in their order`;
    context.addIssue({ code: 'custom', path: ['kafka', name], message });
  }
}

const SECRET_VARIABLE = /_SECRET_ARN$/;
/** A whole one, with the six characters that Secrets Manager adds to the name: rights are given on nothing wider. */
const SECRET_ARN = /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/;

/** Of the secrets that options of feeds name, each once. */
export function secretArnsOf(feedEnvironment: Readonly<Record<string, string>>): readonly string[] {
  const named = Object.entries(feedEnvironment).filter(([name]) => SECRET_VARIABLE.test(name));
  return [...new Set(named.map(([, arn]) => arn))];
}

function refuseSecrets(environment: Readonly<Record<string, string>>, context: z.RefinementCtx): void {
  for (const [name, value] of Object.entries(environment)) {
    if (SECRET_VARIABLE.test(name)) {
      if (SECRET_ARN.test(value)) continue;
      const message =
        'must be a secret’s whole ARN, arn:aws:secretsmanager:eu-central-1:123456789012:secret:opensky-AbCdEf';
      context.addIssue({ code: 'custom', path: [name], message });
      continue;
    }
    if (!/(SECRET|PASSWORD|TOKEN|KEY)$/i.test(name) && !/:\/\/[^\s/:@]+:[^\s/@]+@/.test(value)) continue;
    const message =
      'must not hold a secret: put it into Secrets Manager and name that by the feed’s variable for it, as ' +
      'OPENSKY_SECRET_ARN; a feed without one can have no secret on AWS';
    context.addIssue({ code: 'custom', path: [name], message });
  }
}

/** Where both are of the stage: the function checks them against its own. */
function requirePairsOf(
  { scheduleCities, schedulePairs }: { scheduleCities: readonly string[]; schedulePairs: number | null },
  context: z.RefinementCtx,
): void {
  const cities = new Set(scheduleCities).size;
  const most = cities * (cities - 1);
  if (cities === 0 || schedulePairs === null || schedulePairs <= most) return;
  const message = `is ${schedulePairs}, but ${cities} scheduleCities make ${most} pairs`;
  context.addIssue({ code: 'custom', path: ['schedulePairs'], message });
}

export type KafkaSettings = z.output<typeof KafkaSettings>;
export type DeploymentSettings = z.output<typeof DeploymentSettings>;
