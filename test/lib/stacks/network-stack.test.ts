import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { KAFKA_MODES } from '../kafka-modes.ts';
import { plainId, synthesise, type Resource, type Synthesised } from '../synthesise.ts';

const own = synthesise();
const fixed = synthesise({ fixedEgress: true });
const provisioned = synthesise({ eventSources: 'provisioned' });
const existing = synthesise({ kafka: KAFKA_MODES.existing, databaseHost: 'cluster0.abcde.mongodb.net' });

const groupIdOf = (value: unknown): string => {
  const id = (value as { 'Fn::GetAtt'?: [string] })['Fn::GetAtt']?.[0];
  return id === undefined ? String(value) : plainId(id);
};

/** Who may come in where: `to < from: port`. */
function doors({ resources }: Synthesised): string[] {
  const rules = resources('Network', 'AWS::EC2::SecurityGroupIngress').map(([, { Properties: p = {} }]) => {
    expect(p['FromPort']).toBe(p['ToPort']);
    return `${groupIdOf(p['GroupId'])} < ${groupIdOf(p['SourceSecurityGroupId'])}: ${String(p['ToPort'])}`;
  });
  const ofRanges = resources('Network', 'AWS::EC2::SecurityGroup').flatMap(([id, { Properties }]) =>
    ((Properties?.['SecurityGroupIngress'] ?? []) as { CidrIp: string; ToPort: number }[]).map(
      ({ CidrIp, ToPort }) => `${plainId(id)} < ${CidrIp}: ${ToPort}`,
    ),
  );
  return [...rules, ...ofRanges].sort();
}

const countOf = ({ resources }: Synthesised, type: string): number => resources('Network', type).length;
const subnetKinds = ({ resources }: Synthesised): unknown[] =>
  resources('Network', 'AWS::EC2::Subnet').map(([, { Properties }]) => {
    const tags = Properties?.['Tags'] as { Key: string; Value: string }[];
    return tags.find(({ Key }) => Key === 'aws-cdk:subnet-name')?.Value;
  });
const functionsIn = ({ everything }: Synthesised): [string, string, Resource][] =>
  everything().filter(([, id, { Type }]) => Type === 'AWS::Lambda::Function' && !id.startsWith('Custom'));

describe('the network', () => {
  it('lets the producer and mappings in to the brokers, mappings in to the endpoints, and nobody else anywhere', () => {
    expect(doors(own)).toEqual([
      'KafkaBrokers < KafkaBrokers: 9098',
      'KafkaBrokers < KafkaProducer: 9098',
      'PollingGroup < KafkaBrokers: 443',
      'PollingGroup < KafkaProducer: 443',
    ]);
  });

  it('lets in to the endpoints everybody of its own who calls Lambda or STS: the names lead there', () => {
    expect(doors(fixed).filter((door) => door.startsWith('PollingGroup'))).toEqual([
      'PollingGroup < Functions: 443',
      'PollingGroup < KafkaBrokers: 443',
      'PollingGroup < KafkaProducer: 443',
    ]);
  });

  it('lets whoever is moved behind the gateway, or back, refer to what both ways have', () => {
    const importedBy = (from: Synthesised): string[] =>
      ['Schema', 'Etl', 'Live', 'Api', 'Stream'].flatMap((stack) =>
        [
          ...JSON.stringify(from.template(stack).toJSON()).matchAll(
            /"Fn::ImportValue":"(airlines-dev-network:[^"]+)"/g,
          ),
        ].map(([, name]) => name ?? ''),
      );
    const exportedBy = (by: Synthesised): string[] =>
      [...JSON.stringify(by.template('Network').toJSON()).matchAll(/"Name":"(airlines-dev-network:[^"]+)"/g)].map(
        ([, name]) => name ?? '',
      );
    expect(importedBy(own).length).toBeGreaterThan(2);
    // On: the network goes first and must keep what is imported. Off: those who import go first.
    expect(exportedBy(fixed)).toEqual(expect.arrayContaining(importedBy(own)));
  });

  it('keeps the brokers without a way out, and costs no NAT gateway', () => {
    expect(subnetKinds(own)).toEqual(['public', 'public', 'brokers', 'brokers']);
    expect(countOf(own, 'AWS::EC2::NatGateway')).toBe(0);
    const routes = own.resources('Network', 'AWS::EC2::Route').map(([id]) => id);
    expect(routes.filter((id) => id.includes('brokers'))).toEqual([]);
  });

  it('has endpoints of Lambda and STS beside the brokers while mappings read on demand, and only then', () => {
    const services = own
      .resources('Network', 'AWS::EC2::VPCEndpoint')
      .map(([, { Properties = {} }]) => [
        /(lambda|sts)/.exec(JSON.stringify(Properties['ServiceName']))?.[1],
        Properties['PrivateDnsEnabled'],
        JSON.stringify(Properties['SubnetIds']).match(/brokers/g)?.length,
      ]);
    expect(services).toEqual([
      ['lambda', true, 2],
      ['sts', true, 2],
    ]);
    expect(countOf(provisioned, 'AWS::EC2::VPCEndpoint')).toBe(0);
    expect(doors(provisioned)).toEqual(['KafkaBrokers < KafkaBrokers: 9098', 'KafkaBrokers < KafkaProducer: 9098']);
  });

  it('logs what was refused, and for no longer than other logs', () => {
    own.template('Network').hasResourceProperties('AWS::EC2::FlowLog', {
      ResourceType: 'VPC',
      TrafficType: 'REJECT',
      MaxAggregationInterval: 600,
    });
    own.template('Network').hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
  });
});

describe('a database that lets everybody in', () => {
  const warnings = ({ stacks }: Synthesised): number => {
    const network = stacks.find(({ node }) => node.id === 'Network')!;
    return Annotations.fromStack(network).findWarning('*', Match.stringLikeRegexp('databaseHost')).length;
  };

  it('is warned of where a password guards it, and not with the login by IAM or a fixed address', () => {
    expect(warnings(own)).toBe(1);
    expect(warnings(fixed)).toBe(0);
    expect(warnings(synthesise({ databaseHost: 'cluster0.abcde.mongodb.net' }))).toBe(0);
  });
});

describe('a fixed address', () => {
  it('is one Elastic IP on one NAT gateway, and is told', () => {
    expect(countOf(fixed, 'AWS::EC2::NatGateway')).toBe(1);
    expect(countOf(fixed, 'AWS::EC2::EIP')).toBe(1);
    const [[address]] = fixed.resources('Network', 'AWS::EC2::EIP') as [[string, Resource]];
    fixed.template('Network').hasResourceProperties('AWS::EC2::NatGateway', {
      AllocationId: { 'Fn::GetAtt': [address, 'AllocationId'] },
    });
    fixed.template('Network').hasOutput('EgressAddress', { Value: { 'Fn::GetAtt': [address, 'PublicIp'] } });
    expect(fixed.template('Network').findOutputs('EgressAddress')).not.toEqual({});
    expect(own.template('Network').findOutputs('EgressAddress')).toEqual({});
  });

  it('is that of every function: each is in the subnets behind it, with a group that lets nobody in', () => {
    expect(functionsIn(fixed).length).toBeGreaterThan(8);
    for (const [stack, id, { Properties = {} }] of functionsIn(fixed)) {
      const { SubnetIds: subnets, SecurityGroupIds: groups } = (Properties['VpcConfig'] ?? {}) as Record<
        string,
        unknown[]
      >;
      expect([stack, id, subnets?.length, groups?.length]).toEqual([stack, id, 2, 1]);
      for (const subnet of subnets ?? []) expect(JSON.stringify(subnet)).toContain('functions');
    }
    expect(doors(fixed).filter((door) => door.startsWith('Functions'))).toEqual([]);
  });

  it('leaves functions outside of any network where none is wanted', () => {
    const inside = functionsIn(own).filter(([, , { Properties }]) => Properties?.['VpcConfig'] !== undefined);
    expect(inside).toEqual([]);
  });

  it('moves no subnet that is there: those of the functions are the last', () => {
    const ranges = (synthesised: Synthesised): unknown[] =>
      synthesised
        .resources('Network', 'AWS::EC2::Subnet')
        .map(([id, { Properties }]) => [id, Properties?.['CidrBlock']]);
    expect(ranges(fixed).slice(0, 4)).toEqual(ranges(own));
    expect(subnetKinds(fixed).slice(4)).toEqual(['functions', 'functions']);
  });

  it('has the route of each of its subnets lead to the gateway', () => {
    fixed
      .template('Network')
      .resourcePropertiesCountIs(
        'AWS::EC2::Route',
        { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: Match.anyValue() },
        2,
      );
  });
});

describe('the network of a Kafka that is there', () => {
  it('is used as it was told, and gets a door for the producer and endpoints for mappings', () => {
    expect(countOf(existing, 'AWS::EC2::VPC')).toBe(0);
    expect(doors(existing)).toEqual([
      'PollingGroup < 10.0.0.0/8: 443',
      'PollingGroup < 172.16.0.0/12: 443',
      'PollingGroup < 192.168.0.0/16: 443',
      'PollingGroup < sg-0123456789abcdef0: 443',
      'sg-0123456789abcdef0 < KafkaProducer: 9098',
    ]);
    existing.template('Network').allResourcesProperties('AWS::EC2::VPCEndpoint', {
      VpcId: 'vpc-0123456789abcdef0',
      SubnetIds: ['subnet-0123456789abcdef2', 'subnet-0123456789abcdef3'],
    });
  });

  it('gets no endpoints where it has a way out of its own, or those already', () => {
    const without = synthesise({ kafka: { ...KAFKA_MODES.existing, createEndpoints: false } });
    expect(countOf(without, 'AWS::EC2::VPCEndpoint')).toBe(0);
    expect(doors(without)).toEqual(['sg-0123456789abcdef0 < KafkaProducer: 9098']);
  });

  it('is taken as it was told without a warning', () => {
    const network = existing.stacks.find(({ node }) => node.id === 'Network')!;
    expect(Annotations.fromStack(network).findWarning('*', Match.anyValue())).toEqual([]);
  });

  it('is not where functions with a fixed address are: they have one of their own, without brokers', () => {
    const both = synthesise({ kafka: KAFKA_MODES.existing, fixedEgress: true });
    expect(countOf(both, 'AWS::EC2::VPC')).toBe(1);
    expect(subnetKinds(both)).toEqual(['public', 'public', 'functions', 'functions']);
    for (const [, id, { Properties }] of functionsIn(both)) {
      expect([id, JSON.stringify(Properties?.['VpcConfig'])]).toEqual([id, expect.stringContaining('functions')]);
    }
  });
});
