import * as z from 'zod';
import { TRAVEL_MODES } from '#domain/schedules/itinerary.ts';
import { instantMs } from './http-api.ts';
import { localDate, nameLanguage, placeCode } from './http-reference.ts';

const text = z.string().nullable();

/** A place that the search can name: a city with several airports, or an airport (also a station). */
export const placeSchema = z
  .object({
    code: z.string().meta({ description: 'What `from` and `to` take.' }),
    kind: z.enum(['city', 'airport']),
    name: z.string().meta({ description: 'Of the airport, or of the city.' }),
    cityName: z.string(),
    cityCode: text,
    countryCode: text,
    countryName: text,
    airportCodes: z.array(z.string()).meta({ description: 'The airports that it stands for.' }),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    timeZone: text,
  })
  .meta({ id: 'Place' });
export type Place = z.infer<typeof placeSchema>;

export const routesQuery = z.object({
  from: placeCode.optional().meta({
    description: 'Airport or city. Without it: all places that stored schedules start from.',
    param: { example: 'FRA' },
  }),
  to: placeCode.optional().meta({
    description: 'Airport or city; needs `from`. Adds the days on which there is something.',
    param: { example: 'JFK' },
  }),
  lang: nameLanguage.optional(),
});
export type RoutesQuery = z.infer<typeof routesQuery>;

/**
 * Answer of `GET /api/routes`: without `from` the places that stored schedules start from; with `from` those that can be
 * reached from there; with `from` and `to` also the days on which there is something.
 */
export const routesSchema = z
  .object({
    from: text,
    to: text,
    sample: z.boolean(),
    places: z.array(placeSchema).meta({
      description:
        'By name of the city. A city stands before its airports where several of them are used or its code is another; ' +
        '`airportCodes` are those that are used. An airport with the code of its city is not listed beside it.',
    }),
    dates: z
      .array(z.string())
      .meta({ description: 'Local dates of departure, ascending; empty unless from and to are given.' }),
  })
  .meta({ id: 'Routes' });
export type Routes = z.infer<typeof routesSchema>;

export const MAX_ITINERARIES = 300;

export const flightsQuery = z.object({
  from: placeCode.meta({ description: 'Airport or city; a city means all its airports.', param: { example: 'FRA' } }),
  to: placeCode.meta({ description: 'Airport or city, other than `from`.', param: { example: 'JFK' } }),
  date: localDate.meta({ description: 'Local date of departure.', param: { example: '2026-12-01' } }),
  return: localDate.optional().meta({
    description: 'Local date of the way back; not before `date`. Without it there is no `inbound`.',
    param: { example: '2026-12-08' },
  }),
  lang: nameLanguage.optional(),
});
export type FlightsQuery = z.infer<typeof flightsQuery>;

const legEndSchema = z
  .object({
    airport: z.string(),
    airportName: z.string(),
    cityName: z.string(),
    atMs: instantMs('The instant.'),
    local: z.string().meta({ description: 'What the clocks there show: 2026-12-01T10:55' }),
    timeZone: z.string(),
    offsetMin: z.int().meta({ description: 'Minutes ahead of UTC at that instant.' }),
    terminal: text,
  })
  .meta({ id: 'LegEnd' });
export type HttpLegEnd = z.infer<typeof legEndSchema>;

export const legSchema = z
  .object({
    flight: z.string().meta({ description: 'LH400' }),
    numbers: z.array(z.string()).meta({ description: 'Every number it is sold under, `flight` first.' }),
    airline: z.string(),
    airlineName: z.string(),
    operatingAirline: z.string(),
    operatingAirlineName: z.string(),
    aircraftCode: text,
    aircraftName: text,
    mode: z.enum(TRAVEL_MODES),
    stops: z.int().min(0),
    durationMin: z.int(),
    departure: legEndSchema,
    arrival: legEndSchema,
    icao24: text.meta({
      description: 'An aircraft in the air now that is taken to fly this leg; null where none is.',
    }),
  })
  .meta({ id: 'Leg' });
export type HttpLeg = z.infer<typeof legSchema>;

export const itinerarySchema = z
  .object({
    id: z.string(),
    origin: z.string(),
    destination: z.string(),
    departureDate: z.string(),
    durationMin: z.int(),
    dayOffset: z
      .int()
      .meta({ description: 'Days by which the local date of arrival is later than that of departure.' }),
    changes: z.int().min(0).meta({ description: 'Changes between legs.' }),
    legs: z.array(legSchema).min(1),
  })
  .meta({ id: 'Itinerary' });
export type HttpItinerary = z.infer<typeof itinerarySchema>;

/** One direction of a search. */
export const directionSchema = z
  .object({
    from: placeSchema,
    to: placeSchema,
    date: z.string(),
    isTruncated: z.boolean().meta({ description: `There are more than ${MAX_ITINERARIES}.` }),
    itineraries: z.array(itinerarySchema).meta({ description: 'By departure, then duration.' }),
    nearestDates: z
      .array(z.string())
      .meta({ description: 'Where there are none: up to two days before and two after that have some.' }),
  })
  .meta({ id: 'Direction' });
export type Direction = z.infer<typeof directionSchema>;

/** Answer of `GET /api/flights`. */
export const flightsSchema = z
  .object({
    sample: z.boolean().meta({ description: 'Sample data: none of these flights exists.' }),
    outbound: directionSchema,
    inbound: z.union([directionSchema, z.null()]),
  })
  .meta({ id: 'Flights' });
export type Flights = z.infer<typeof flightsSchema>;
