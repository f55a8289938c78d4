/**
 * The silhouettes that there are. `ground` is an aircraft of unknown type on the ground, `vehicle` what drives there, and
 * `obstacle` a mast, a crane or a tethered balloon that says where it is.
 */
export const SILHOUETTES = ['jet', 'prop', 'heli', 'glider', 'ground', 'unknown', 'vehicle', 'obstacle'] as const;
export type Silhouette = (typeof SILHOUETTES)[number];

const codes = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** ICAO type designators (Doc 8643) of helicopters that patterns don't cover. */
const HELICOPTERS = codes(`
  A109 A119 A129 A139 A149 A169 A189 ALO2 ALO3 AS32 AS3B AS50 AS55 AS65 B06 B06T B105 B212 B214 B222 B230 B407 B412 B427
  B429 B430 B47G B47J B505 BABY BK17 BSTP CH47 CH53 CH60 EC20 EC25 EC30 EC35 EC45 EC55 EC75 EH10 EXPL EXEC F28A GAZL
  GYRO H1 H160 H269 H47 H53 H53S H60 H64 HUCO K126 KA32 KA50 KA52 KMAX LAMA LYNX MD52 MD60 MI17 MI2 MI24 MI26 MI8 NH90
  PUMA R22 R44 R66 S330 S61 S61R S64 S65C S76 S92 SUCO TIGR UH1 UH1Y V22 WASP`);

const GLIDERS = codes(`
  GLID AS14 AS15 AS16 AS20 AS21 AS22 AS24 AS25 AS26 AS28 AS29 AS30 AS31 AS32G ASK13 DG1T DG40 DG50 DG80 DG1 DG30 DISC DUOD
  G103 G109 G120G JANU JS1 JS3 LS1 LS3 LS4 LS6 LS7 LS8 LS9 LS10 NIMB PK20 S10 S12 SF25 SF28 SZ45 SZ50 SZ55 TWIN VENT ARCU
  DIMO HK36 PISI L13 L23 L33 ULAC`);

/** Turboprops and pistons of every size, beside the patterns. */
const PROPELLERS = codes(`
  A400 AN12 AN24 AN26 AN28 AN30 AN32 AT43 AT44 AT45 AT46 AT72 AT73 AT75 AT76 ATP B190 B350 BE10 BE20 BE30 BE9L BE9T
  C130 C30J C208 C212 C295 C406 C425 C441 CN35 CVLT D228 D328 DH8A DH8B DH8C DH8D DHC6 DHC7 E110 E120 F27 F50 F406
  JS31 JS32 JS41 L410 L610 P180 P3 P46T P68 PA46 PAY1 PAY2 PAY3 PAY4 PC6T PC9 PC12 PC21 PC7 SB20 SF34 SH33 SH36 SW2 SW3 SW4
  TBM7 TBM8 TBM9 TBM YK12 AN2 DC3 DV20 E300 E400 EAGL EV97 EVSS FDCT G115 G3T1 GA8 GLAS J3 J5 KODI M20P M20T M7 MCR1
  NAVI PIVI PNR2 PNR3 R90F RV4 RV6 RV7 RV8 RV9 RV10 RV12 RV14 S22T SIRA SR20 SR22 ST75 SVNH T6 TAMP TB20 TOBA TRIN TWEN
  ULTR VL3 WT9 YK52 Z42 Z43 ZZZZ`);

/** Families whose designators share a beginning: Cessna and Piper pistons, Beechcraft, Robin, Diamond, Tecnam, Extra … */
const PROPELLER_FAMILIES =
  /^(C1[4-9]\d|C20[4-7]|C210|C3[0-4]\d|C40\d|C41\d|PA\d\d|P28[A-Z]|P32[A-Z]|BE\d\d|DR\d{2}|DA[24]\d|DA62|AA\dB?|P2\d\d\d|P92|EX\d\d|M20\w?|TB\d\d?)$/;

const VEHICLES = codes('GRND TWR SERV EMER CAR BUS TRCK');

/** Emitter categories of points, clusters and lines that stand in the way (DO-260B, table 2-20). */
const OBSTACLES = new Set(['C3', 'C4', 'C5']);

/**
 * The silhouette for an ICAO type designator; an aircraft that is none of the others' is a jet.
 * @param category the ADS-B emitter category, `A0` to `D7`: set C is on the surface
 */
export function silhouetteOf(typeCode: string | null, onGround: boolean, category: string | null = null): Silhouette {
  if (category?.startsWith('C') === true) return OBSTACLES.has(category) ? 'obstacle' : 'vehicle';
  if (typeCode === null || typeCode === '') return onGround ? 'ground' : 'unknown';
  const code = typeCode.toUpperCase();
  if (VEHICLES.has(code)) return 'vehicle';
  if (HELICOPTERS.has(code)) return 'heli';
  if (GLIDERS.has(code)) return 'glider';
  if (PROPELLERS.has(code) || PROPELLER_FAMILIES.test(code)) return 'prop';
  return 'jet';
}
