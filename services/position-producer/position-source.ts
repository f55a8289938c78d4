import type { FeedBudget, FeedLicence } from '#contracts/feed-status.ts';
import type { Observation } from '#domain/observation.ts';
import type { PositionKind } from '#domain/position.ts';
import type { Logger } from '#adapters/observability/logger.ts';

/** What a feed delivered at one time: a whole picture, or the part of it that is due. */
export interface FeedDelivery {
  readonly type: 'delivery';
  /** When it was read, on our clock; the rows' ages are counted up to here. */
  readonly readAtMs: number;
  readonly observations: readonly Observation[];
  /** Rows that are no records at all; they count as received and refused. */
  readonly unreadable: number;
  /** The feed's clock less ours; null where the feed has none. */
  readonly clockOffsetMs: number | null;
  /** Of a recording: the time that it shows, epoch ms; null for what happens now. */
  readonly capturedAtMs: number | null;
  /** How often the feed delivers, as far as known. */
  readonly intervalMs: number;
  /** What comes from here on has nothing to do with what came before: a recording begins again. */
  readonly isRestart: boolean;
}

/** The feed answered, but with what it had said before. */
export interface FeedPause {
  readonly type: 'unchanged';
  readonly reason: string;
}

/** The feed can't be read; the source goes on trying by itself. */
export interface FeedFailure {
  readonly type: 'failure';
  /** For people: says what is wrong, never holds a secret. */
  readonly reason: string;
  readonly retryInMs: number;
}

export type FeedEvent = FeedDelivery | FeedPause | FeedFailure;

/** The port of every feed. To add one, write one file in sources/ and list it in sources/registry.ts. */
export interface PositionSource {
  /** The feed's name in positions, status and lease. */
  readonly feed: string;
  /** What kind of source it is: `readsb`. */
  readonly source: string;
  readonly kind: PositionKind;
  /** Who must be named beside the data. */
  readonly attribution: string | null;
  /** Its terms; null where there is none to name: one's own receiver, the simulator. */
  readonly licence: FeedLicence | null;
  /** How often it is expected to deliver, until it shows. */
  readonly intervalMs: number;
  /** How much faster than in reality its time runs. */
  readonly timeScale: number;
  /** Its sender vouches for no position: an aircraft's first fix is held until a second agrees. @default false */
  readonly confirmsFirst?: boolean;
  /** What may be asked of it, and how much of that is left; absent where it may be asked at will. */
  readonly budget?: () => FeedBudget;
  /** Delivers until it has no more or the signal aborts; what goes wrong outside is an event, not an exception. */
  events(signal: AbortSignal): AsyncIterable<FeedEvent>;
}

/** What every source may use. */
export interface SourceTools {
  /** Epoch ms. */
  readonly clock: () => number;
  /** Numbers from 0 to 1. */
  readonly random: () => number;
  /** Resolves after so many ms, or at once when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Logger;
}

/** One option of a source: `--name value`, or the environment variable. */
export interface SourceFlag {
  readonly name: string;
  readonly env: string;
  /** How the value is shown in the help text: `N`, `URL`. */
  readonly value: string;
  readonly help: string;
}

/** Texts of the options that were given, by flag name. */
export type SourceSettings = Readonly<Record<string, string | undefined>>;

/** An entry of the registry. */
export interface SourceDefinition {
  readonly name: string;
  readonly help: string;
  readonly flags: readonly SourceFlag[];
  /** @throws SettingError where an option is missing or wrong */
  create(settings: SourceSettings, tools: SourceTools): PositionSource;
}
