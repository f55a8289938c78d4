import { EVENT_BYTES_PER_RECORD, HOURS } from './assumptions.ts';
import type { CostInput } from './cost-input.ts';
import { bytes, costLine, count, type CostLine, type Factor } from './cost-line.ts';
import { STREAM } from './measured.ts';
import type { PriceName } from './unit-prices.ts';
import type { Workload } from './workload.ts';

const BROKERS = 2;
const GROUPS = 2;
/** The position topic's partitions, and one of the dead letters. */
const DEAD_LETTER_PARTITIONS = 1;
/** Hours that the topic keeps a record. */
const RETENTION_HOURS = 24;
const ZONES = 2;
/** Lambda's and that of STS. */
const ENDPOINTS = 2;
const GB = 1e9;
/** What a poller unit moves in a second at most. */
const EPU_BYTES_PER_SECOND = 20e6;

const line = (name: string, price: PriceName, ...factors: Factor[]): CostLine =>
  costLine({ group: 'Kafka', name, price, factors });
const mappingLine = (name: string, price: PriceName, ...factors: Factor[]): CostLine =>
  costLine({ group: 'Event source mappings', name, price, factors });

/** The brokers, by mode; a cluster that is there already costs nothing more. */
export function kafkaLines({ settings }: CostInput, { records, recordsPerSecond }: Workload): CostLine[] {
  const { kafka, positionPartitions } = settings;
  if (kafka.mode === 'existing') return [];
  if (kafka.mode === 'provisioned') {
    return [
      line('Brokers', 'mskSmallBroker', count(BROKERS, 'brokers'), count(HOURS, 'h')),
      line('Disks', 'mskDisk', count(BROKERS, 'brokers'), count(kafka.brokerDiskGb, 'GB')),
    ];
  }
  const partitions = positionPartitions + DEAD_LETTER_PARTITIONS;
  const each = bytes(STREAM.gzipBytesPerRecord);
  const keptRecords = recordsPerSecond * RETENTION_HOURS * 3600;
  return [
    line('Serverless cluster', 'mskServerlessCluster', count(HOURS, 'h')),
    line('Partitions', 'mskServerlessPartition', count(partitions, 'partitions'), count(HOURS, 'h')),
    line('Data in', 'mskServerlessIn', count(records, 'records'), each),
    line('Data out', 'mskServerlessOut', count(records, 'records'), count(GROUPS, 'groups'), each),
    line('Data kept', 'mskServerlessStorage', count(keptRecords, 'records'), each),
  ];
}

/** What reads the topic for the two functions, by mode. */
export function eventSourceLines({ settings }: CostInput, { records, recordsPerSecond }: Workload): CostLine[] {
  if (settings.eventSources === 'provisioned') {
    const units = Math.max(1, Math.ceil((recordsPerSecond * EVENT_BYTES_PER_RECORD * GROUPS) / EPU_BYTES_PER_SECOND));
    return [mappingLine('Poller units', 'eventPollerUnit', count(units, 'EPU'), count(HOURS, 'h'))];
  }
  return [
    mappingLine(
      'Endpoints of Lambda and STS',
      'interfaceEndpoint',
      ...[count(ENDPOINTS, 'endpoints'), count(ZONES, 'zones'), count(HOURS, 'h')],
    ),
    mappingLine(
      'Events through them',
      'interfaceEndpointData',
      ...[count(records, 'records'), count(GROUPS, 'groups'), bytes(EVENT_BYTES_PER_RECORD)],
    ),
  ];
}

/** The disks' share that the records of a day take, 0 to 1 and beyond; null where nobody sizes a disk. */
export function diskShare({ settings }: CostInput, { recordsPerSecond }: Workload): number | null {
  if (settings.kafka.mode !== 'provisioned') return null;
  const bytes = recordsPerSecond * RETENTION_HOURS * 3600 * STREAM.gzipBytesPerRecord;
  return bytes / (settings.kafka.brokerDiskGb * GB);
}
