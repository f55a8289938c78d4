import { describe, expect, it } from 'vitest';
import type { CostInput, CostSettings } from '../../../../tools/aws/cost/cost-input.ts';
import { estimateMonthlyCost, type CostEstimate } from '../../../../tools/aws/cost/estimate-monthly-cost.ts';
import { deploymentConfig } from '../../../../lib/config.ts';

const anInput = (settings: Partial<CostSettings> = {}, load: Partial<CostInput> = {}): CostInput => ({
  ...{ aircraft: 1000, viewers: 100, viewerHoursPerDay: 24 },
  ...load,
  settings: { ...deploymentConfig('dev'), ...settings },
});
const estimate = (settings: Partial<CostSettings> = {}, load: Partial<CostInput> = {}): CostEstimate =>
  estimateMonthlyCost(anInput(settings, load));
const linesOf = ({ lines }: CostEstimate, group: string): Record<string, number> =>
  Object.fromEntries(
    lines.filter((line) => line.group === group).map(({ name, usd }) => [name, Number(usd.toFixed(2))]),
  );
const groupUsd = (one: CostEstimate, group: string): number =>
  Object.values(linesOf(one, group)).reduce((sum, usd) => sum + usd, 0);
const existing: CostSettings['kafka'] = {
  mode: 'existing',
  clusterArn: 'arn:aws:kafka:eu-central-1:123456789012:cluster/one/2',
  brokers: ['b-1.example:9098'],
  createTopics: false,
  vpcId: 'vpc-1',
  availabilityZones: ['eu-central-1a'],
  publicSubnetIds: ['subnet-1'],
  brokerSubnetIds: ['subnet-2'],
  createEndpoints: true,
  brokerSecurityGroupId: 'sg-1',
};

/** What a formula comes to: the numbers as they are shown. */
function valueOf(formula: string): number {
  return formula.split(' × ').reduce((product, factor) => {
    const numbers = [...factor.matchAll(/10\^9|[\d,]+(\.\d+)?/g)].map(([text]) =>
      text === '10^9' ? 1e9 : Number(text.replaceAll(',', '')),
    );
    const [value = NaN, divisor = 1] = numbers;
    return product * (factor.includes(' / ') ? value / divisor : value);
  }, 1);
}

describe('every line', () => {
  it.each([
    ['provisioned', anInput()],
    ['serverless, poller units', anInput({ kafka: { mode: 'serverless' }, eventSources: 'provisioned' })],
    ['fixed egress', anInput({ fixedEgress: true }, { aircraft: 10_000, viewers: 1000 })],
  ])('is worth what its formula shows: %s', (_name, input) => {
    for (const { name, usd, formula } of estimateMonthlyCost(input).lines) {
      const shown = valueOf(
        formula.replace(/10,000 requests|10,000 reads/, '10,000').replace(/messages of 32 KB$/, ''),
      );
      expect(Math.abs(shown - usd), `${name}: ${formula} = ${shown}, not ${usd}`).toBeLessThan(0.01 + usd * 0.01);
    }
  });
});

describe('Kafka', () => {
  it('is two brokers with their disks', () => {
    expect(linesOf(estimate(), 'Kafka')).toEqual({ Brokers: 66.58, Disks: 4 });
  });

  it('is a cluster, its partitions and data where it is serverless, whatever the load', () => {
    const idle = estimate({ kafka: { mode: 'serverless' }, producerTasks: 0, positionPartitions: 9 });
    expect(linesOf(idle, 'Kafka')).toMatchObject({ 'Serverless cluster': 547.5, Partitions: 10.95, 'Data in': 0 });
  });

  it('is nothing where it is there already', () => {
    expect(linesOf(estimate({ kafka: existing }), 'Kafka')).toEqual({});
  });
});

describe('event source mappings', () => {
  it('need two endpoints in two zones on demand, and one poller unit where they are provisioned', () => {
    const onDemand = linesOf(estimate({}, { aircraft: 0 }), 'Event source mappings');
    expect(onDemand).toEqual({ 'Endpoints of Lambda and STS': 29.2, 'Events through them': 0 });
    expect(linesOf(estimate({ eventSources: 'provisioned' }), 'Event source mappings')).toEqual({
      'Poller units': 135.05,
    });
  });
});

describe('viewers', () => {
  it('cost by the hour: a third of the day is a third of the cost', () => {
    const all = groupUsd(estimate(), 'Viewers');
    expect(groupUsd(estimate({}, { viewerHoursPerDay: 8 }), 'Viewers')).toBeCloseTo(all / 3, 1);
    expect(groupUsd(estimate({}, { viewers: 200 }), 'Viewers')).toBeCloseTo(all * 2, 1);
  });

  it('cost nothing where there are none, and no hour of theirs has a price', () => {
    const none = estimate({}, { viewers: 0 });
    expect(groupUsd(none, 'Viewers')).toBe(0);
    expect(none.viewerHourUsd).toBeNull();
  });

  it('pay less for messages beyond the first billion of a month', () => {
    const { lines } = estimate({}, { aircraft: 1000, viewers: 3000 });
    const frames = lines.filter(({ name }) => name.startsWith('WebSocket: frames'));
    expect(frames.map(({ name, usd }) => [name, Math.round(usd)])).toEqual([
      ['WebSocket: frames, the first billion', 1000],
      // 3,000 viewers × 2,628,000 batches × 0.35 messages = 2.76 billion
      ['WebSocket: frames beyond it', 1408],
    ]);
  });

  it('get a frame in the interval of their level: only a longer window sends fewer', () => {
    const frames = (seconds: number): number =>
      linesOf(estimate({ broadcastEverySeconds: seconds }), 'Viewers')['WebSocket: frames'] ?? NaN;
    expect(frames(1) / frames(2)).toBeCloseTo(1, 2);
    expect(frames(1) / frames(5)).toBeCloseTo(0.35 / 0.2, 1);
    expect(frames(5) / frames(10)).toBeCloseTo(2, 1);
  });
});

describe('settings', () => {
  it('a stopped producer costs no task and sends nothing', () => {
    const stopped = estimate({ producerTasks: 0 });
    expect(groupUsd(stopped, 'Producer')).toBe(0);
    expect(linesOf(stopped, 'Viewers')['WebSocket: frames']).toBe(0);
  });

  it('fixed egress is a NAT gateway, its address, and all that goes through it', () => {
    expect(groupUsd(estimate(), 'Fixed egress')).toBe(0);
    expect(linesOf(estimate({ fixedEgress: true }), 'Fixed egress')).toMatchObject({
      'NAT gateway': 32.85,
      'Public IPv4 address': 3.65,
    });
  });

  it('login by IAM has one secret less', () => {
    expect(linesOf(estimate(), 'Operations')['Secrets']).toBe(0.8);
    const byIam = estimate({ databaseHost: 'cluster0.abcde.mongodb.net' });
    expect(linesOf(byIam, 'Operations')['Secrets']).toBe(0.4);
  });
});

describe('the tier of Atlas', () => {
  it.each([
    ['M0', {}, { aircraft: 300, viewers: 3 }],
    ['Flex', {}, { aircraft: 3000 }],
    ['M10', { maxHistoryMb: 6000, positionSources: ['readsb'] }, { aircraft: 3000 }],
    ['larger than M10', { maxHistoryMb: 500_000, positionSources: ['readsb'] }, { aircraft: 10_000 }],
  ] as const)('is %s where that holds the history and answers in time', (tier, settings, load) => {
    expect(estimate(settings, load).database.tier).toBe(tier);
  });
});

describe('warnings', () => {
  const warningsOf = (settings: Partial<CostSettings>, load: Partial<CostInput>): string =>
    estimate(settings, load).warnings.join('\n');

  it('there are none where the load fits', () => {
    expect(estimate().warnings).toEqual([]);
  });

  it.each([
    ['maxConnections', { maxConnections: 50 }, {}],
    ['posts a second', { maxConnections: 100_000 }, { aircraft: 10_000, viewers: 40_000 }],
    ['broadcastEverySeconds', { maxConnections: 20_000 }, { aircraft: 10_000, viewers: 10_000 }],
    ['brokerDiskGb', { kafka: { mode: 'provisioned' as const, brokerDiskGb: 1 } }, { aircraft: 10_000 }],
    ['maxHistoryMb', { maxHistoryMb: 50 }, { aircraft: 3000 }],
  ])('name the setting: %s', (name, settings, load) => {
    expect(warningsOf(settings, load)).toContain(name);
  });

  it('the time of a batch counts with all who look, also where they look for an hour a day only', () => {
    const load = { aircraft: 10_000, viewers: 10_000, viewerHoursPerDay: 1 };
    expect(warningsOf({ maxConnections: 20_000 }, load)).toContain('frames come late');
  });
});
