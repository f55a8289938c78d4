/** ICAO designators of the Lufthansa group's airlines. */
const AIRLINES: Readonly<Record<string, string>> = {
  LH: 'DLH',
  LX: 'SWR',
  OS: 'AUA',
  SN: 'BEL',
  EW: 'EWG',
  '4Y': 'OCN',
};

/** ICAO type designators of what these airlines fly in the sample timetable. */
const AIRCRAFT: Readonly<Record<string, string>> = {
  '221': 'BCS1',
  '223': 'BCS3',
  '319': 'A319',
  '320': 'A320',
  '321': 'A321',
  '32N': 'A20N',
  '32Q': 'A21N',
  '333': 'A333',
  '343': 'A343',
  '359': 'A359',
  '748': 'B748',
  '74H': 'B748',
  '763': 'B763',
  '772': 'B772',
  '77W': 'B77W',
  '789': 'B789',
  E95: 'E195',
};

/** @returns undefined for airlines outside of the group */
export function groupAirlineIcao(iata: string): string | undefined {
  return AIRLINES[iata];
}

/** @returns undefined for what the group doesn't fly in the sample timetable */
export function groupAircraftIcao(code: string): string | undefined {
  return AIRCRAFT[code];
}
