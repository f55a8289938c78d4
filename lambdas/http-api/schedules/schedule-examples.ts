import type { Board } from '#contracts/http-board.ts';
import type { Flights, Place, Routes } from '#contracts/http-flights.ts';
import type { AirlinePage, AirportPage, CityPage, CountryPage } from '#contracts/http-reference.ts';

/** Examples of the OpenAPI text of schedules and reference data; a test checks each against its schema. */
export const COUNTRIES_EXAMPLE: CountryPage = {
  total: 1,
  sample: false,
  next: null,
  items: [
    { code: 'DE', name: 'Allemagne', names: { fr: 'Allemagne', en: 'Germany', de: 'Deutschland' }, isGone: false },
  ],
};

export const CITIES_EXAMPLE: CityPage = {
  total: 1,
  sample: false,
  next: null,
  items: [
    {
      code: 'PAR',
      countryCode: 'FR',
      name: 'Paris',
      names: { fr: 'Paris', en: 'Paris', de: 'Paris' },
      timeZone: 'Europe/Paris',
      airportCodes: ['CDG', 'ORY'],
      isGone: false,
    },
  ],
};

export const AIRPORTS_EXAMPLE: AirportPage = {
  total: 62,
  sample: false,
  next: '/api/airports?q=fra&limit=1&offset=1',
  items: [
    {
      code: 'FRA',
      cityCode: 'FRA',
      countryCode: 'DE',
      locationType: 'Airport',
      name: 'Francfort',
      names: { fr: 'Francfort', en: 'Frankfurt International', de: 'Frankfurt' },
      lat: 50.0331,
      lon: 8.5706,
      timeZone: 'Europe/Berlin',
      isGone: false,
    },
  ],
};

export const AIRLINES_EXAMPLE: AirlinePage = {
  total: 1,
  sample: false,
  next: null,
  items: [{ code: 'LH', icao: 'DLH', name: 'Lufthansa', names: { en: 'Lufthansa' }, isGone: false }],
};

const FRANKFURT: Place = {
  code: 'FRA',
  kind: 'airport',
  name: 'Francfort',
  cityName: 'Francfort',
  cityCode: 'FRA',
  countryCode: 'DE',
  countryName: 'Allemagne',
  airportCodes: ['FRA'],
  lat: 50.0331,
  lon: 8.5706,
  timeZone: 'Europe/Berlin',
};

const NEW_YORK: Place = {
  code: 'JFK',
  kind: 'airport',
  name: 'New York JFK',
  cityName: 'New York',
  cityCode: 'NYC',
  countryCode: 'US',
  countryName: 'États-Unis',
  airportCodes: ['JFK'],
  lat: 40.64,
  lon: -73.7787,
  timeZone: 'America/New_York',
};

export const ROUTES_EXAMPLE: Routes = {
  from: 'FRA',
  to: 'JFK',
  sample: false,
  places: [NEW_YORK],
  dates: ['2026-12-01', '2026-12-02'],
};

const SCHEDULED_DEPARTURE_MS = Date.UTC(2026, 11, 1, 9, 55);
const SCHEDULED_ARRIVAL_MS = Date.UTC(2026, 11, 1, 18, 30);

export const FLIGHTS_EXAMPLE: Flights = {
  sample: false,
  outbound: {
    from: FRANKFURT,
    to: NEW_YORK,
    date: '2026-12-01',
    isTruncated: false,
    itineraries: [
      {
        id: 'FRA-JFK/2026-12-01/LH400:FRA-JFK',
        origin: 'FRA',
        destination: 'JFK',
        departureDate: '2026-12-01',
        durationMin: 515,
        dayOffset: 0,
        changes: 0,
        legs: [
          {
            flight: 'LH400',
            numbers: ['LH400', 'UA8840'],
            airline: 'LH',
            airlineName: 'Lufthansa',
            operatingAirline: 'LH',
            operatingAirlineName: 'Lufthansa',
            aircraftCode: '744',
            aircraftName: 'Boeing 747-400',
            mode: 'air',
            stops: 0,
            durationMin: 515,
            departure: {
              airport: 'FRA',
              airportName: 'Francfort',
              cityName: 'Francfort',
              atMs: SCHEDULED_DEPARTURE_MS,
              local: '2026-12-01T10:55',
              timeZone: 'Europe/Berlin',
              offsetMin: 60,
              terminal: '1',
            },
            arrival: {
              airport: 'JFK',
              airportName: 'New York JFK',
              cityName: 'New York',
              atMs: SCHEDULED_ARRIVAL_MS,
              local: '2026-12-01T13:30',
              timeZone: 'America/New_York',
              offsetMin: -300,
              terminal: '1',
            },
            icao24: null,
          },
        ],
      },
    ],
    nearestDates: [],
  },
  inbound: null,
};

export const BOARD_EXAMPLE: Board = {
  sample: false,
  place: FRANKFURT,
  direction: 'departures',
  fromMs: Date.UTC(2026, 11, 1, 8),
  toMs: Date.UTC(2026, 11, 2, 8),
  statusAtMs: Date.UTC(2026, 11, 1, 10),
  isTruncated: false,
  flights: [
    {
      flight: 'LH400',
      numbers: ['LH400', 'UA8840'],
      airline: 'LH',
      airlineName: 'Lufthansa',
      aircraftCode: '744',
      aircraftName: 'Boeing 747-400',
      mode: 'air',
      other: { airport: 'JFK', name: 'New York JFK', cityName: 'New York', timeZone: 'America/New_York' },
      scheduledMs: SCHEDULED_DEPARTURE_MS,
      estimatedMs: null,
      actualMs: SCHEDULED_DEPARTURE_MS + 12 * 60_000,
      otherScheduledMs: SCHEDULED_ARRIVAL_MS,
      terminal: '1',
      gate: 'Z58',
      punctuality: 'on-time',
      state: 'departed',
      hasStatus: true,
      icao24: '3c4b26',
    },
  ],
};
