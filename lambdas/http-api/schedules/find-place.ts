import type { Place } from '#contracts/http-flights.ts';
import type { NameLanguage } from '#domain/schedules/reference-data.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { ReferenceDirectory } from './reference-directory.ts';

export interface ServedSource {
  /** Whether a stored flight begins, ends or stops there. */
  isServed(airport: string): Promise<boolean>;
}

export interface PlaceRequest {
  readonly code: string;
  readonly language: NameLanguage;
  /** The parameter that has the code. */
  readonly parameter: string;
}

/**
 * What a code of a request stands for. Lufthansa's list of airports lacks some that its flights use (DEN, HKG, MIA); such a
 * one is known by its flights alone.
 * @throws HttpProblem 404 naming the parameter
 */
export async function findPlace(
  { directory, flights }: { readonly directory: ReferenceDirectory; readonly flights: ServedSource },
  { code, language, parameter }: PlaceRequest,
): Promise<Place> {
  const place = await directory.place(code, language);
  if (place !== null) return place;
  if (await flights.isServed(code)) return (await directory.book({ airports: [code] }, language)).airport(code);
  throw new HttpProblem('not-found', {
    detail: `${code} is no city or airport that is stored; /api/airports?q= finds them.`,
    parameter,
  });
}
