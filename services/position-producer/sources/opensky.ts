import type { BoundingBox } from '#domain/geo.ts';
import type { Observation } from '#domain/observation.ts';
import { createFeedClock } from '../feed-clock.ts';
import { FeedError } from '../feed-error.ts';
import { boxesSetting, urlSetting } from '../place-settings.ts';
import { pollFeed } from '../poll-feed.ts';
import type {
  FeedDelivery,
  FeedPause,
  PositionSource,
  SourceDefinition,
  SourceSettings,
  SourceTools,
} from '../position-source.ts';
import { numberSetting, SettingError } from '../settings.ts';
import { createCreditPlan, type CreditPlan } from './credit-plan.ts';
import { areasOf, type OpenSkyArea } from './opensky-areas.ts';
import { createOpenSkyClient, type OpenSkyClientOptions } from './opensky-client.ts';
import { parseStates, readState } from './opensky-json.ts';
import { parseCredentials } from './opensky-token.ts';

const OPENSKY = 'https://opensky-network.org/api';
const TOKENS = 'https://auth.opensky-network.org/auth/realms/opensky-network/protocol/openid-connect/token';
const TERMS = {
  name: 'OpenSky Network terms: research and non-commercial use only',
  url: 'https://opensky-network.org/about/terms-of-use',
};
/** OpenSky's own: credits of a day, and how often its picture changes. */
const TIERS = { anonymous: { credits: 400, gapMs: 10_000 }, account: { credits: 4000, gapMs: 5000 } } as const;
const MOST_CREDITS = 1_000_000;
const MOST_BOXES = 50;
/** What OpenSky shows is up to so old when it is read; that is no wrong clock. */
const USUAL_LAG_MS = 15_000;
/** The whole world without an account. */
const LONGEST_INTERVAL_MS = 900_000;

/** The OpenSky Network's state vectors. Its terms allow research and non-commercial use, so it is read when asked for only. */
export const opensky: SourceDefinition = {
  name: 'opensky',
  help: 'the OpenSky Network; for research and non-commercial use only, within the credits of a day',
  flags: [
    { name: 'boxes', env: 'OPENSKY_BOXES', value: 'W,S,E,N', help: 'degrees, several one after the other; the world' },
    { name: 'opensky-credits', env: 'OPENSKY_CREDITS', value: 'N', help: 'of a day; 4000, without an account 400' },
    { name: 'opensky-client-id', env: 'OPENSKY_CLIENT_ID', value: 'ID', help: 'of an account; else anonymous' },
    { name: 'opensky-client-secret', env: 'OPENSKY_CLIENT_SECRET', value: 'TEXT', help: 'better as the variable' },
    { name: 'opensky-secret-arn', env: 'OPENSKY_SECRET_ARN', value: 'ARN', help: 'where both are kept on AWS' },
    { name: 'opensky-url', env: 'OPENSKY_BASE_URL', value: 'URL', help: OPENSKY },
    { name: 'opensky-token-url', env: 'OPENSKY_TOKEN_URL', value: 'URL', help: 'where a client gets its token' },
  ],
  create(settings, tools) {
    const credentials = readCredentials(settings);
    const tier = credentials === null ? TIERS.anonymous : TIERS.account;
    return createOpenSky(
      {
        baseUrl: urlSetting(settings, 'opensky-url', OPENSKY),
        tokenUrl: urlSetting(settings, 'opensky-token-url', TOKENS),
        boxes: boxesSetting(settings, 'boxes'),
        creditsPerDay: numberSetting(settings, 'opensky-credits', {
          fallback: tier.credits,
          min: 1,
          max: MOST_CREDITS,
          whole: true,
        }),
        shortestGapMs: tier.gapMs,
        credentials,
      },
      tools,
    );
  },
};

function readCredentials(settings: SourceSettings): OpenSkyOptions['credentials'] {
  const secretArn = settings['opensky-secret-arn'];
  if (secretArn) {
    return async () => {
      const { readSecretText } = await import('#adapters/aws/read-secret.ts');
      const text = await readSecretText(secretArn).catch((cause: unknown) => {
        const why = cause instanceof Error ? cause.name : 'unknown error';
        throw new FeedError(`the secret that OPENSKY_SECRET_ARN names can't be read: ${why}`, { cause });
      });
      return parseCredentials(text);
    };
  }
  const clientId = settings['opensky-client-id'];
  const clientSecret = settings['opensky-client-secret'];
  if (!clientId && !clientSecret) return null;
  if (!clientId || !clientSecret) {
    throw new SettingError('--opensky-client-id and --opensky-client-secret go together: set both, or neither');
  }
  return () => Promise.resolve({ clientId, clientSecret });
}

export interface OpenSkyOptions extends Omit<OpenSkyClientOptions, 'plan'> {
  /** Empty: the whole world. */
  readonly boxes: readonly BoundingBox[];
  readonly creditsPerDay: number;
  readonly shortestGapMs: number;
}

/** @throws SettingError where there are too many boxes, or too few credits for them */
export function createOpenSky(options: OpenSkyOptions, tools: SourceTools): PositionSource {
  const { boxes, creditsPerDay, shortestGapMs } = options;
  const { clock } = tools;
  const areas = areasOf(boxes);
  if (areas.length > MOST_BOXES) throw new SettingError(`--boxes takes ${MOST_BOXES} boxes at most: join some`);
  const needed = areas.reduce((sum, { credits }) => sum + credits, 0);
  if (needed > creditsPerDay) {
    throw new SettingError(
      `--opensky-credits must be ${needed} at least, so that each of the boxes is read once a day`,
    );
  }
  const plan = createCreditPlan({ limit: creditsPerDay, shortestGapMs });
  const read = createAreaReader({ ...options, areas, plan }, tools);
  return {
    feed: 'opensky',
    source: 'opensky',
    kind: 'live',
    attribution: 'The OpenSky Network, https://opensky-network.org',
    licence: TERMS,
    intervalMs: intervalOf(plan, areas, clock()),
    timeScale: 1,
    budget: () => plan.budget(clock()),
    events: (signal) => pollFeed({ intervalMs: shortestGapMs, tools, read }, signal),
  };
}

interface AreaReaderOptions extends OpenSkyClientOptions {
  readonly plan: CreditPlan;
  readonly areas: readonly OpenSkyArea[];
}

/** Reads the next area with each call when the plan allows it, and says so where nothing is left for it. */
function createAreaReader(
  options: AreaReaderOptions,
  tools: Pick<SourceTools, 'clock' | 'sleep'>,
): (signal: AbortSignal) => Promise<FeedDelivery | FeedPause> {
  const { areas, plan } = options;
  const { clock, sleep } = tools;
  const ask = createOpenSkyClient(options, clock);
  const feedClock = createFeedClock();
  let turn = 0;

  return async (signal) => {
    const area = areas[turn % areas.length] ?? { query: '', credits: 0 };
    const waitMs = plan.nextAtMs(clock(), area.credits) - clock();
    if (waitMs > 0 && plan.isSpent(clock(), area.credits)) return spent(clock() + waitMs);
    if (waitMs > 0) await sleep(waitMs, signal);
    if (signal.aborted) throw new FeedError('stopped');
    turn += 1;
    const { atMs, rows } = parseStates(await ask(area, signal));
    const readAtMs = clock();
    feedClock.note(atMs, readAtMs);
    const offsetMs = Math.round(feedClock.offsetMs() ?? 0);
    const isLag = offsetMs <= 0 && offsetMs >= -USUAL_LAG_MS;
    const correctionMs = isLag ? 0 : feedClock.correctionMs();
    const observations = rows.flatMap((row): Observation[] | Observation => readState(row, correctionMs) ?? []);
    return {
      type: 'delivery',
      readAtMs,
      observations,
      unreadable: rows.length - observations.length,
      clockOffsetMs: isLag ? 0 : offsetMs,
      capturedAtMs: null,
      intervalMs: intervalOf(plan, areas, readAtMs),
      isRestart: false,
    };
  };
}

/** A round of all areas; where hardly any credits are left, no longer than an aircraft may be shown without news. */
function intervalOf(plan: CreditPlan, areas: readonly OpenSkyArea[], nowMs: number): number {
  const credits = areas.map((area) => area.credits);
  return Math.round(Math.min(LONGEST_INTERVAL_MS, plan.durationMs(nowMs, credits)));
}

function spent(untilMs: number): FeedPause {
  return { type: 'unchanged', reason: `the credits are used up until ${new Date(untilMs).toISOString()}` };
}
