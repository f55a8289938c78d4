import { expect, it } from 'vitest';
import { requireFeedVariables } from '../../../local/start/feed-variables.ts';

it('names every variable that a feed lacks, all at once', () => {
  expect(() => requireFeedVariables(['readsb', 'replay', 'simulator'], {})).toThrow(
    '--source readsb needs READSB_URL, the address or file of an aircraft.json; --source replay needs REPLAY_FILE',
  );
  const env = { READSB_URL: 'aircraft.json', REPLAY_FILE: '' };
  expect(() => requireFeedVariables(['readsb', 'replay'], env)).toThrow(/^--source replay needs REPLAY_FILE/);
  expect(() => requireFeedVariables(['sbs'], {})).toThrow("--source sbs needs SBS_HOST, the receiver's address.");
});

it('asks for nothing that a feed has without', () => {
  expect(() => requireFeedVariables(['simulator', 'adsblol', 'opensky'], {})).not.toThrow();
});
