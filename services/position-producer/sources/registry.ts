import type { SourceDefinition } from '../position-source.ts';
import { adsblol } from './adsblol.ts';
import { opensky } from './opensky.ts';
import { readsb } from './readsb.ts';
import { replay } from './replay.ts';
import { sbs } from './sbs.ts';
import { simulator } from './simulator.ts';

/** Every feed that the producer knows, by name. */
export const SOURCES: readonly SourceDefinition[] = [simulator, replay, readsb, sbs, adsblol, opensky];
