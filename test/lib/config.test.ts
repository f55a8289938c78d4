import { expect, it } from 'vitest';
import { deploymentConfig } from '../../lib/config.ts';

it('knows its stages, and names them when asked for another', () => {
  expect(deploymentConfig('dev')).toMatchObject({ stage: 'dev', eventSources: 'onDemand', maxConnections: 200 });
  expect(deploymentConfig('prod')).toMatchObject({
    ...{ stage: 'prod', isProtected: true, eventSources: 'provisioned', maxConnections: 2000 },
  });
  for (const stage of ['staging', 'constructor']) {
    expect(() => deploymentConfig(stage)).toThrow(`stage "${stage}" must be one of dev, prod`);
  }
});

const EXISTING = {
  mode: 'existing',
  clusterArn: 'arn:aws:kafka:eu-central-1:111111111111:cluster/ours/0a1b2c3d-1',
  brokers: ['b-1.ours.kafka.eu-central-1.amazonaws.com:9098'],
  createTopics: false,
  vpcId: 'vpc-0123456789abcdef0',
  availabilityZones: ['eu-central-1a', 'eu-central-1b'],
  publicSubnetIds: ['subnet-0a', 'subnet-0b'],
  brokerSubnetIds: ['subnet-1a', 'subnet-1b'],
  createEndpoints: false,
  brokerSecurityGroupId: 'sg-0123456789abcdef0',
};

it('lets settings go before those of the stage', () => {
  const given = { kafka: EXISTING, databaseHost: 'cluster0.abcde.mongodb.net', producerTasks: 0 };
  expect(deploymentConfig('prod', given)).toEqual({ ...deploymentConfig('prod'), ...given });
});

it.each<[string, unknown, string?]>([
  ['positionPartitions', 0],
  ['positionPartitions', 1.5],
  ['positionPartitions', '3'],
  ['broadcastEverySeconds', 0],
  ['maxConnections', -1],
  ['maxHistoryMb', Number.NaN],
  ['kafka', { mode: 'provisioned', brokerDiskGb: 20_000 }, 'kafka.brokerDiskGb'],
  ['kafka', { mode: 'provisioned' }, 'kafka.brokerDiskGb'],
  ['kafka', { mode: 'serverless', brokerDiskGb: 20 }, 'kafka, brokerDiskGb: no such setting'],
  ['kafka', { mode: 'rented' }, 'kafka.mode: must have a mode: provisioned, serverless or existing'],
  ['kafka', { ...EXISTING, clusterArn: 'ours' }, 'kafka.clusterArn'],
  ['kafka', { ...EXISTING, brokers: [] }, 'kafka.brokers'],
  ['kafka', { ...EXISTING, publicSubnetIds: ['subnet-0a'] }, 'kafka.publicSubnetIds: must be one for each of the 2'],
  ['kafka', { ...EXISTING, brokerSubnetIds: [] }, 'kafka.brokerSubnetIds: must be one for each of the 2'],
  ['positionPartitions', 201, 'positionPartitions: must be at most 200 on two small brokers'],
  ['eventSources', 'sometimes'],
  ['producerTasks', 2],
  ['databaseHost', 'mongodb+srv://user:password@cluster0.abcde.mongodb.net'],
  ['extraOrigins', ['https://airlines.example/']],
  ['lufthansaCallsPerHour', 3],
  ['lufthansaCallsPerHour', 20_001],
  ['lufthansaCallsPerSecond', 0],
  ['lufthansaCallsPerSecond', 101],
  ['lufthansaCallsPerSecond', Number.NaN],
  ['lufthansaBaseUrl', 'api.lufthansa.com'],
  ['scheduleCities', ['PAR', 'par']],
  ['schedulePairs', -1],
  ['schedulePairs', 51],
  ['scheduleHubRoutes', ['FRA-JFK', 'FRA/LHR']],
  ['scheduleHubRoutes', ['FRA-FRA']],
  ['scheduleDaysAhead', 0],
  ['scheduleDaysAhead', 91],
  ['statusAirports', ['fra']],
  ['positionSources', []],
  ['logRetentionDays', 8],
  ['logLevel', 'error'],
  ['apiGatewayLogRole', 'none'],
  ['alarmEmail', 'somebody'],
  ['runbookUrl', 'docs/runbook.md'],
])('refuses %s %j, naming it', (name, value, message = name) => {
  expect(() => deploymentConfig('dev', { [name]: value })).toThrow(message);
});

it('names every setting that is wrong at once, and those that there are not', () => {
  expect(() => deploymentConfig('dev', { maxConections: 5, producerTasks: 2 })).toThrow(
    /stage "dev": producerTasks: must be .*; maxConections: no such setting/,
  );
  expect(() => deploymentConfig('dev', [])).toThrow('must be an object');
});

it('refuses more pairs than the cities of the stage make, and takes the function’s own settings as they are', () => {
  expect(() => deploymentConfig('dev', { scheduleCities: ['PAR', 'FRA'], schedulePairs: 3 })).toThrow(
    'schedulePairs: is 3, but 2 scheduleCities make 2 pairs',
  );
  for (const given of [{ scheduleCities: ['PAR', 'FRA'], schedulePairs: 2 }, { schedulePairs: 3 }]) {
    expect(deploymentConfig('dev', given)).toMatchObject(given);
  }
});

it('refuses a secret among the variables of feeds, and takes the ARN of one', () => {
  for (const [name, value] of [
    ['OPENSKY_CLIENT_SECRET', 'x'],
    ['READSB_URL', 'https://me:open@feed.example/'],
  ] as const) {
    expect(() => deploymentConfig('dev', { feedEnvironment: { [name]: value } })).toThrow(
      `feedEnvironment.${name}: must not hold a secret`,
    );
  }
  const OPENSKY_SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:opensky-AbCdEf';
  const feedEnvironment = { READSB_URL: 'https://feed.example', OPENSKY_SECRET_ARN };
  expect(deploymentConfig('dev', { feedEnvironment })).toMatchObject({ feedEnvironment });
  for (const arn of [
    ...['opensky', '*', OPENSKY_SECRET_ARN.replace('-AbCdEf', ''), OPENSKY_SECRET_ARN.replace('opensky', '*')],
    'arn:aws:ssm:eu-central-1:111111111111:parameter/opensky-AbCdEf',
  ]) {
    expect(() => deploymentConfig('dev', { feedEnvironment: { OPENSKY_SECRET_ARN: arn } })).toThrow(
      'feedEnvironment.OPENSKY_SECRET_ARN: must be a secret’s whole ARN',
    );
  }
});

it('lets in 200 viewers in dev and 2,000 in prod', () => {
  expect(deploymentConfig('dev').maxConnections).toBe(200);
  expect(deploymentConfig('prod').maxConnections).toBe(2000);
});
