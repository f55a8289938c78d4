import { beforeAll, expect, it } from 'vitest';
import { deploymentConfig } from '../../lib/config.ts';
import { estimateMonthlyCost } from '../../tools/aws/cost/estimate-monthly-cost.ts';
import { functionUses } from '../../tools/aws/cost/function-uses.ts';
import { STANDING } from '../../tools/aws/cost/standing-lines.ts';
import { workloadOf } from '../../tools/aws/cost/workload.ts';
import { synthesise, type Synthesised } from './synthesise.ts';

/** How the templates describe the functions that an estimate names by their folders. */
const DESCRIPTIONS = {
  'position-store': 'Stores positions: latest and history',
  'position-broadcast': 'Sends positions to the viewers whose box they are in',
  'position-compaction': 'Compacts the history of positions and holds it to its budget',
  websocket: 'Connections and subscriptions of viewers',
  'http-api': 'Answers /api/',
  'reference-etl': 'Loads reference data from the Lufthansa API',
  'schedule-etl': 'Loads flight schedules from the Lufthansa API',
  'status-etl': 'Loads flight status from the Lufthansa API',
} as const;

const input = { aircraft: 1000, viewers: 100, viewerHoursPerDay: 24, settings: deploymentConfig('dev') };
let everything: ReturnType<Synthesised['everything']>;
/** Loading the library is what takes long, and no test's own time. */
beforeAll(() => {
  everything = synthesise().everything();
}, 60_000);

const propertiesOf = (type: string): Record<string, unknown>[] =>
  everything.filter(([, , { Type }]) => Type === type).map(([, , { Properties = {} }]) => Properties);

it('functions are reckoned with the memory that they are deployed with', () => {
  const deployed = new Map(
    propertiesOf('AWS::Lambda::Function').map(({ Description, MemorySize }) => [Description, MemorySize]),
  );
  for (const { name, memoryMb } of functionUses(input, workloadOf(input))) {
    expect([name, deployed.get(DESCRIPTIONS[name])]).toEqual([name, memoryMb]);
  }
});

it('what stands all month is counted as it is deployed', () => {
  const watched = propertiesOf('AWS::CloudWatch::Alarm').map(({ Metrics: metrics }) =>
    Array.isArray(metrics) ? metrics.filter((metric: object) => 'MetricStat' in metric).length : 1,
  );
  const alarmMetrics = watched.reduce((sum, metrics) => sum + metrics, 0);
  expect(alarmMetrics).toBeLessThanOrEqual(STANDING.alarmMetrics);
  expect(alarmMetrics).toBeGreaterThan(STANDING.alarmMetrics / 2);
  expect(propertiesOf('AWS::CloudWatch::Dashboard')).toHaveLength(STANDING.dashboards);
  expect(propertiesOf('AWS::SSM::Parameter')).toHaveLength(STANDING.parameters);
  const { lines } = estimateMonthlyCost(input);
  const secrets = propertiesOf('AWS::SecretsManager::Secret').length;
  expect(lines.find(({ name }) => name === 'Secrets')?.formula).toContain(`${secrets} secrets`);
});

it('brokers, disks and task are those of the templates', () => {
  const { lines } = estimateMonthlyCost(input);
  const formulaOf = (name: string): string | undefined => lines.find((line) => line.name === name)?.formula;
  const [cluster] = propertiesOf('AWS::MSK::Cluster');
  expect(cluster).toMatchObject({
    NumberOfBrokerNodes: 2,
    BrokerNodeGroupInfo: { InstanceType: 'kafka.t3.small', StorageInfo: { EBSStorageInfo: { VolumeSize: 20 } } },
  });
  expect(formulaOf('Disks')).toMatch(/^2 brokers × 20 GB/);
  expect(propertiesOf('AWS::ECS::TaskDefinition')).toContainEqual(
    expect.objectContaining({ Cpu: '256', Memory: '512' }),
  );
  expect(formulaOf('Fargate: CPU')).toMatch(/^1 task × 0.25 vCPU/);
  expect(formulaOf('Fargate: memory')).toMatch(/^1 task × 0.5 GB/);
  expect(propertiesOf('AWS::EC2::VPCEndpoint')).toHaveLength(2);
});
