/** IATA types that an airline flies: on short routes to small places, on short routes, and on long ones. */
interface SampleFleet {
  readonly regional: readonly string[];
  readonly short: readonly string[];
  readonly long: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');
const fleet = (regional: string, short: string, long: string): SampleFleet => ({
  regional: words(regional),
  short: words(short),
  long: words(long),
});

const PARTNER = fleet('E75 E90', '738 7M8 320 321', '789 77W 359');

const FLEETS: Readonly<Record<string, SampleFleet>> = {
  LH: fleet('CR9 E90 319', '319 320 32N 321 32Q', '359 333 74H 789 343'),
  LX: fleet('221 290', '223 320 32N 321', '77W 333 343'),
  OS: fleet('E95', '320 32N 321', '772 763 789'),
  SN: fleet('319', '319 320 32N', '333'),
  EW: fleet('319', '319 320 32N', '333'),
  '4Y': fleet('320', '320 321', '333'),
  AC: fleet('CR9 E75', '223 321 7M8', '789 77W 333'),
  NH: fleet('DH4 73H', '73H 32N 789', '789 77W'),
  SQ: fleet('73H', '7M8 359', '359 77W 388'),
  LO: fleet('E75 E70', '73H 7M8 E95', '788 789'),
  TP: fleet('AT7 E90', '320 32N 321', '339 332'),
  SK: fleet('CR9 AT7', '32N 320 319', '359 333'),
  A3: fleet('AT7 DH4', '320 32N 32Q', '32Q'),
  TK: fleet('73H', '7M8 321 32Q', '77W 359 789'),
};

/** Airlines that fly some of another's regional flights under its numbers. */
const WET_LEASE: Readonly<Record<string, readonly string[]>> = { LH: ['CL', 'EN'], LX: ['2L'] };

/** @param drawn 0 to 1, chooses among the types */
export function sampleAircraft(airline: string, length: keyof SampleFleet, drawn: number): string {
  const types = (FLEETS[airline] ?? PARTNER)[length];
  return types[Math.floor(drawn * types.length)] ?? '320';
}

/** @returns the airline that operates a regional flight sold as that airline's */
export function sampleOperator(airline: string, aircraftCode: string, drawn: number): string {
  const operators = ['CR9', 'E90', '290'].includes(aircraftCode) ? (WET_LEASE[airline] ?? []) : [];
  return operators[Math.floor(drawn * operators.length)] ?? airline;
}
