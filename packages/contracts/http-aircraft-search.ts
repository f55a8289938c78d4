import * as z from 'zod';
import { LONGEST_AIRCRAFT_QUERY } from '#domain/aircraft-search.ts';
import { icao24Text, instantMs } from './http-api.ts';
import { positionKindSchema } from './http-positions.ts';

/** An answer names no more aircraft. */
export const MOST_AIRCRAFT_FOUND = 10;

const text = z.string().nullable();

/** Query of `GET /api/aircraft`. */
export const aircraftSearchQuery = z.object({
  q: z
    .string()
    .min(1, 'must be a callsign, a flight number, a registration or an address: AFR1234')
    .max(LONGEST_AIRCRAFT_QUERY, `must be at most ${LONGEST_AIRCRAFT_QUERY} characters`)
    .meta({
      description:
        'A callsign, a flight number, a registration or an address, or a part of one; case, spaces, hyphens and leading ' +
        'zeros don’t matter, and a flight number finds the callsigns that spell it.',
      param: { example: 'AF1234' },
    }),
});

/** Answer of `GET /api/aircraft`. */
export const aircraftSearchSchema = z
  .object({
    total: z.int().min(0).meta({ description: 'Aircraft that match, those left out included.' }),
    aircraft: z
      .array(
        z
          .object({
            icao24: icao24Text,
            kind: positionKindSchema,
            callsign: text,
            registration: text,
            typeCode: text,
            flightNumber: text,
            lat: z.number(),
            lon: z.number(),
            observedAtMs: instantMs('When it was there.'),
          })
          .meta({ id: 'FoundAircraft' }),
      )
      .max(MOST_AIRCRAFT_FOUND)
      .meta({ description: `Best first: exact names, then beginnings, then parts; at most ${MOST_AIRCRAFT_FOUND}.` }),
  })
  .meta({ id: 'AircraftSearch', description: 'Aircraft heard lately that a text names.' });
export type AircraftSearch = z.infer<typeof aircraftSearchSchema>;
