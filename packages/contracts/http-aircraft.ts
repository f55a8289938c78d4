import * as z from 'zod';
import { icao24Text, instantMs } from './http-api.ts';
import { joinedFlightSchema } from './http-joined-flight.ts';
import { positionKindSchema, positionSchema } from './http-positions.ts';
import { nameLanguage } from './http-reference.ts';

const text = z.string().nullable();

export const aircraftQuery = z.object({ lang: nameLanguage.optional() });

/** Answer of `GET /api/aircraft/{icao24}`. */
export const aircraftSchema = z
  .object({
    icao24: icao24Text,
    kind: positionKindSchema,
    lastSeenMs: instantMs('When the aircraft was last observed.'),
    ageMs: z.int().min(0).meta({ description: 'Age of that observation when this was answered, ms.' }),
    identity: z
      .object({
        callsign: text,
        registration: text,
        typeCode: text,
        flightNumber: text,
        airline: text,
        origin: text,
        destination: text,
        squawk: text,
        category: text,
      })
      .meta({ description: 'What the aircraft says about itself; null where it says nothing.' }),
    position: positionSchema,
    flight: z.union([joinedFlightSchema, z.null()]).meta({
      description: 'The scheduled flight that it is taken to fly; null where none fits.',
    }),
  })
  .meta({ id: 'Aircraft', description: 'What is known of one aircraft.' });
export type Aircraft = z.infer<typeof aircraftSchema>;
