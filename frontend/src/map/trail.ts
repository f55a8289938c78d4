import type { Track } from '#contracts/http-track.ts';

/** Fetches the stored track of one aircraft. */
export type LoadTrack = (icao24: string, signal: AbortSignal) => Promise<Track>;
