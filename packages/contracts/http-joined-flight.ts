import * as z from 'zod';
import { MATCH_BASES, MATCH_CONFIDENCES } from '#domain/schedules/match-callsign.ts';
import { instantMs } from './http-api.ts';

/** The scheduled flight that an aircraft is taken to fly. */
export const joinedFlightSchema = z
  .object({
    confidence: z.enum(MATCH_CONFIDENCES).meta({
      description:
        '`likely`: number, time and place agree; `possible`: the number agrees, but more than one flight or little else.',
    }),
    basis: z.array(z.enum(MATCH_BASES)).meta({ description: 'What agrees.' }),
    flight: z.string(),
    numbers: z.array(z.string()),
    operatingAirline: z.string(),
    origin: z.string(),
    originName: z.string(),
    destination: z.string(),
    destinationName: z.string(),
    departureDate: z.string(),
    scheduledDepartureMs: instantMs('Scheduled departure.'),
    scheduledArrivalMs: instantMs('Scheduled arrival.'),
    sample: z.boolean(),
  })
  .meta({ id: 'JoinedFlight' });
export type JoinedFlight = z.infer<typeof joinedFlightSchema>;
