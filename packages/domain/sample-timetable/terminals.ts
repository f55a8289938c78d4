import { hashOf } from '../text-hash.ts';
import type { SampleService } from './services.ts';

const GROUP = new Set(['LH', 'OS', 'LX', 'SN', 'EW', 'UA', 'AC', 'NH', 'SQ', 'TP', 'LO']);
/** Terminals of Lufthansa's group and its partners, where there are several. */
const KNOWN: Readonly<Record<string, string>> = {
  FRA: '1',
  MUC: '2',
  VIE: '3',
  DUS: 'A',
  HAM: '2',
  BER: '1',
  CDG: '1',
  LHR: '2',
  MAD: '2',
  BCN: '1',
  JFK: '1',
  EWR: 'B',
  ORD: '1',
  LAX: 'B',
  SFO: 'I',
  YYZ: '1',
  HND: '3',
  NRT: '1',
  SIN: '3',
  ICN: '1',
  LIS: '1',
  WAW: 'A',
};
/** Every third of the other airports has one that is named. */
const ONE_NAMED_IN = 3;

/** @returns the terminal at one end of a flight; null where the source wouldn't name it */
export function sampleTerminal(airport: string, { flight, aircraftCode }: SampleService): string | null {
  if (aircraftCode === 'TRN') return null;
  const known = KNOWN[airport];
  if (known !== undefined && GROUP.has(flight.airline)) return known;
  const hash = hashOf(`terminal ${airport} ${flight.airline}`);
  return hash % ONE_NAMED_IN === 0 ? String(1 + (hash % 2)) : null;
}
