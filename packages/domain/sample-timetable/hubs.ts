/** An airport that an airline's flights begin and end at. */
export interface SampleHub {
  readonly iata: string;
  readonly airline: string;
  /** `group`: Lufthansa's own, whose flights meet in banks. `partner`: a gateway to a continent. `base`: no connections. */
  readonly kind: 'group' | 'partner' | 'base';
  /** Shares of the airports within reach that it serves, by their rank 1, 2 and 3. */
  readonly shares: readonly [number, number, number];
  /** Kilometres within which these shares count. */
  readonly reachKm: number;
  /** Airports beyond that, as far as they go. */
  readonly longHaul: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const FRA_LONG_HAUL = words(`
  JFK EWR ORD IAD BOS SFO LAX IAH DFW ATL MIA MCO DEN SEA PHL CLT DTW AUS MSP STL RDU LAS YYZ YVR YUL YYC MEX CUN PUJ
  GRU GIG EZE BOG PTY SJO HAV JNB CPT LOS ACC ADD NBO LAD DEL BOM BLR MAA HYD SIN BKK KUL HKG PVG PEK ICN HND KIX NGO
  TPE SGN MNL DXB RUH JED KWI DOH AUH BAH MRU ANC`);
const MUC_LONG_HAUL = words(`
  EWR JFK ORD IAD BOS SFO LAX DEN CLT SEA MIA YYZ YVR YUL MEX GRU JNB CPT DEL BOM BLR SIN BKK HKG PVG PEK ICN HND KIX
  DXB RUH`);
const ZRH_LONG_HAUL = words(`
  JFK EWR BOS IAD ORD MIA LAX SFO YYZ YUL GRU EZE JNB NBO DAR DXB DEL BOM SIN BKK HKG PVG ICN NRT MCT`);
const VIE_LONG_HAUL = words('JFK EWR IAD BOS ORD LAX YUL BKK NRT PVG DXB MRU DEL');
const BRU_LONG_HAUL = words('JFK IAD YUL ACC ABJ DSS KGL EBB LAD NBO LOS DXB');

const group = (iata: string, airline: string, shares: SampleHub['shares'], longHaul: readonly string[]): SampleHub => ({
  iata,
  airline,
  kind: 'group',
  shares,
  reachKm: 4000,
  longHaul,
});

const partner = (iata: string, airline: string, reachKm: number): SampleHub => ({
  iata,
  airline,
  kind: 'partner',
  shares: [0.9, 0.7, 0.3],
  reachKm,
  longHaul: [],
});

const base = (iata: string): SampleHub => ({
  iata,
  airline: 'EW',
  kind: 'base',
  shares: [0.5, 0.45, 0.1],
  reachKm: 3200,
  longHaul: [],
});

/** Every hub. Of two that serve each other the flights are those of the one that comes first. */
export const SAMPLE_HUBS: readonly SampleHub[] = [
  group('FRA', 'LH', [1, 1, 0.85], FRA_LONG_HAUL),
  group('MUC', 'LH', [1, 0.95, 0.5], MUC_LONG_HAUL),
  group('ZRH', 'LX', [1, 0.7, 0.25], ZRH_LONG_HAUL),
  group('VIE', 'OS', [1, 0.8, 0.35], VIE_LONG_HAUL),
  group('BRU', 'SN', [1, 0.6, 0.2], BRU_LONG_HAUL),
  ...words('DUS HAM STR CGN BER').map(base),
  partner('LIS', 'TP', 2600),
  partner('WAW', 'LO', 2400),
  partner('CPH', 'SK', 2000),
  partner('ARN', 'SK', 1500),
  partner('OSL', 'SK', 2000),
  partner('ATH', 'A3', 2200),
  partner('IST', 'TK', 4500),
  ...words('ORD EWR IAD DEN SFO IAH').map((iata) => partner(iata, 'UA', 4300)),
  partner('MIA', 'AA', 2500),
  partner('SEA', 'AS', 2600),
  partner('YYZ', 'AC', 3500),
  partner('YUL', 'AC', 2000),
  partner('YVR', 'AC', 3500),
  partner('MEX', 'AM', 2500),
  partner('PTY', 'CM', 4500),
  partner('BOG', 'AV', 2500),
  partner('LIM', 'LA', 2500),
  partner('GRU', 'JJ', 3300),
  partner('EZE', 'AR', 2500),
  partner('JNB', 'SA', 3500),
  partner('ADD', 'ET', 4500),
  partner('NBO', 'KQ', 2000),
  partner('CAI', 'MS', 2500),
  partner('RUH', 'SV', 2500),
  partner('DEL', 'AI', 2500),
  partner('BOM', 'AI', 2000),
  partner('BKK', 'TG', 2800),
  partner('SIN', 'SQ', 4000),
  partner('CGK', 'GA', 3500),
  partner('HKG', 'CX', 2500),
  partner('PEK', 'CA', 2600),
  partner('PVG', 'MU', 2600),
  partner('CAN', 'CZ', 2200),
  partner('TPE', 'BR', 2500),
  partner('ICN', 'OZ', 2500),
  partner('HND', 'NH', 2200),
  partner('NRT', 'NH', 2500),
  partner('SYD', 'QF', 4200),
  partner('AKL', 'NZ', 3500),
];

/** Frankfurt's and Munich's holiday flights are Discover's. */
export const LEISURE_AIRPORTS: ReadonlySet<string> = new Set(
  words('PMI IBZ MAH LPA TFS FUE ACE FNC HER RHO KGS CFU HRG DLM AYT CUN PUJ HAV MRU LAS ANC MCO'),
);

/** The group doesn't fly there. */
export const UNSERVED_COUNTRIES: ReadonlySet<string> = new Set(['RU', 'BY', 'IR', 'SY', 'YE', 'AF', 'KP', 'UA']);

/** Airlines that sell the group's flights to a country under their own numbers. */
export const CODESHARE_PARTNERS: Readonly<Record<string, readonly string[]>> = {
  US: ['UA', 'AC'],
  CA: ['AC', 'UA'],
  JP: ['NH'],
  KR: ['OZ'],
  SG: ['SQ'],
  TH: ['TG'],
  CN: ['CA'],
  HK: ['CA'],
  IN: ['AI'],
  ZA: ['SA'],
  ET: ['ET'],
  EG: ['MS'],
  TR: ['TK'],
  PL: ['LO'],
  PT: ['TP'],
  GR: ['A3'],
  DK: ['SK'],
  SE: ['SK'],
  NO: ['SK'],
  BR: ['JJ'],
  CO: ['AV'],
  PA: ['CM'],
};
