import type { EtlPorts } from './etl-work.ts';

/** For a run that somebody asked for: what is left of it is not gone on with, and the place of the nightly run stays. */
export const NO_PLACE: EtlPorts['state'] = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};
