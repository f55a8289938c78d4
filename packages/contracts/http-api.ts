import * as z from 'zod';
import { isIcao24 } from '#domain/address.ts';
import { ContractError } from './contract-error.ts';
import { parseInstant } from './instant.ts';

// The page's content security policy forbids code made from text, and reports even the library's attempt at it.
z.config({ jitless: true });

/** Routes of the HTTP API, as in its OpenAPI text. What isn't here answers 404. */
export const ROUTES = {
  positions: '/api/positions',
  aircraftSearch: '/api/aircraft',
  aircraft: '/api/aircraft/{icao24}',
  track: '/api/aircraft/{icao24}/track',
  countries: '/api/countries',
  cities: '/api/cities',
  airports: '/api/airports',
  airlines: '/api/airlines',
  routes: '/api/routes',
  flights: '/api/flights',
  board: '/api/airports/{code}/board',
  status: '/api/status',
  openapi: '/api/openapi.json',
} as const;

/** Routes that change something, for operators; a function of its own answers them. */
export const ADMIN_ROUTES = { schedule: '/api/schedule', references: '/api/references' } as const;

/** Media type of every error (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/**
 * The most an answer may weigh as the function hands it over: the text, or the base64 of a compressed body. Lambda itself
 * refuses answers over 6 MB, and base64 adds a third.
 */
export const MAX_ANSWER_BYTES = 5_000_000;

/** An error for people and programs: what is wrong, with which parameter, and what to do about it. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Names the kind of problem; stable, for programs.' }),
    title: z.string().meta({ description: 'The kind of problem in words.' }),
    status: z.int().meta({ description: 'The HTTP status again.' }),
    detail: z.string().meta({ description: 'What is wrong here, and the remedy.' }),
    instance: z.string().meta({ description: 'Path of the request.' }),
    parameter: z.string().optional().meta({ description: 'The parameter to change.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' });
export type Problem = z.infer<typeof problemSchema>;

/** An instant on the wire. */
export const instantMs = (description: string) =>
  z
    .int()
    .min(0)
    .meta({ description: `${description} Epoch ms.` });

/** The 24-bit address in a path, in either case; inside it is lower case. */
export const icao24Parameter = z
  .string()
  .regex(/^~?[0-9a-fA-F]{6}$/, 'must be six hex digits, with ~ before an address that is not ICAO: 3c664e')
  .transform((text) => text.toLowerCase())
  .meta({
    description: '24-bit address: six hex digits, with `~` before one that is not an ICAO address.',
    param: { example: '3c664e' },
  });

export const aircraftParameters = z.object({ icao24: icao24Parameter });

/** An address in an answer. */
export const icao24Text = z
  .string()
  .refine(isIcao24, 'must be an address in lower case')
  .meta({ description: '24-bit address, lower-case hex; `~` before one that is not an ICAO address.' });

/** Parses within a schema: what `parse` refuses as a ContractError becomes an issue of the schema with its message. */
export function refusedBy<T>(value: string, context: z.RefinementCtx, parse: (value: string) => T): T {
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
}

/** An instant in a parameter, ISO 8601 or epoch ms; comes out as epoch ms. */
export const instantParameter = z.string().transform((value, context) => refusedBy(value, context, parseInstant));
