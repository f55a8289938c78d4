import type { SampleService } from './services.ts';

/** A flight or train of the sample timetable on one day. */
export interface SampleFlight extends SampleService {
  /** Local date of departure, `2026-12-01`. */
  readonly date: string;
  readonly departureMs: number;
  readonly arrivalMs: number;
  /** What the clocks of the airport show, `2026-12-01T10:55`. */
  readonly departureLocal: string;
  readonly arrivalLocal: string;
  readonly originTerminal: string | null;
  readonly destinationTerminal: string | null;
}
