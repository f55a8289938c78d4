/**
 * Carriers that are seen most, each line an IATA designator with the ICAO ones under which its flights are flown, the
 * carrier's own first: callsigns bear the latter, tickets the former. Designators are assigned by IATA and ICAO (Doc 8585);
 * what isn't here is found by its callsign alone.
 */
const DESIGNATORS = `
2L OAW
3S BOX
3U CSC
3V TAY
4O MNE
4Y OCN
5O FPO
5W WAZ
5X UPS
5Y GTI
6E IGO
7C JJA
8U AAW
9C CQH
9E EDV
A3 AEE
A5 HOP
AA AAL
AC ACA
AF AFR HOP
AH DAH
AI AIC
AM AMX
AR ARG
AS ASA
AT RAM
AV AVA
AY FIN
AZ ITY
B2 BRU
B6 JBU
BA BAW SHT CFE
BG BBC
BJ LBT
BR EVA
BT BTI
BX ABL
BY TOM
CA CCA
CI CAL
CK CKK
CL CLH
CM CMP
CV CLX
CX CPA
CZ CSN
D0 DHK
D8 NSZ
DE CFG
DL DAL
DP PBD
DS EZS
DX DTR
DY NOZ NSZ NAX
EC EJU
EG EUK
EI EIN
EK UAE
EN DLA
ET ETH
EW EWG
EY ETD
F9 FFT
FB LZB
FI ICE
FR RYR
FV SDM
FX FDX
FZ FDB
G3 GLO
G9 ABY
GA GIA
GF GFA
GK JJP
GQ SEH
GR AUR
H2 SKU
HA HAL
HM SEY
HO DKH
HU CHH
HV TRA
HY UZB
I2 IBS
IB IBE IBS ANE
IR IRA
J2 AHY
J9 JZR
JJ TAM
JL JAL
JQ JST
JT LNI
JU ASL
K4 CKS
KC KZR
KE KAL
KL KLM
KM KMM
KN CUA
KQ KQA
KU KAC
LA LAN
LD AHK
LG LGL
LH DLH CLH LHX
LM LOG
LO LOT
LS EXS
LX SWR OAW
LY ELY
MD MDG
ME MEA
MF CXA
MH MAS
MK MAU
MQ ENY
MS MSR
MU CES
N4 NWS
NH ANA
NK NKS
NO NOS
NP NIA
NT IBB
NZ ANZ
OA OAL
OE LDM
OH JIA
OK CSA
OO SKW
OR TFL
OS AUA
OU CTN
OZ AAR
PC PGT
PD POE
PG BKP
PK PIA
PO PAC
PR PAL
PS AUI
PT PDT
PX ANG
QF QFA QLK
QR QTR
QS TVS
QX QXE
QY BCS
RJ RJA
RK RUK
RO ROT
S7 SBI
SA SAA
SB ACI
SC CDG
SG SEJ
SK SAS
SN BEL
SP SAT
SQ SIA
SS CRL
SU AFL
SV SVA
T3 EZE
TB JAF
TF SCW
TG THA
TK THY
TM LAM
TN THT
TO TVF
TP TAP
TR TGW
TS TSC
TU TAR
TX FWI
U2 EZY EJU EZS
U6 SVR
UA UAL
UG TUX
UL ALK
UT UTA
UX AEA
V7 VOE
VA VOZ
VJ VJC
VL LHX
VN HVN
VS VIR
VY VLG
W4 WMT
W6 WZZ WMT WUK
W9 WUK
WB RWD
WF WIF
WK EDW
WN SWA
WS WJA
WX BCY
WY OMA
X3 TUI
XC CAI
XK CCM
XQ SXS
XY KNE
Y4 VOI
YV ASH
YW ANE
YX RPA
ZH CSZ
ZL RXA
ZW AWI`;

const icaoByIata = new Map<string, readonly string[]>();
const iataByIcao = new Map<string, string>();
for (const line of DESIGNATORS.trim().split('\n')) {
  const [iata = '', ...icao] = line.split(' ');
  icaoByIata.set(iata, icao);
}
// A carrier's own line counts before those of others that have it fly for them.
for (const [iata, [own = '']] of icaoByIata) iataByIcao.set(own, iata);
for (const [iata, icaos] of icaoByIata) {
  for (const icao of icaos) if (!iataByIcao.has(icao)) iataByIcao.set(icao, iata);
}

/** ICAO designators under which a carrier's flights are flown: U2 → EZY, EJU, EZS; none where the carrier isn't listed. */
export function icaoDesignatorsOf(iata: string): readonly string[] {
  return icaoByIata.get(iata) ?? [];
}

/** IATA designator of the carrier with an ICAO one, undefined where none is listed: DLH → LH. */
export function iataDesignatorOf(icao: string): string | undefined {
  return iataByIcao.get(icao);
}
