import type { Board } from './board.ts';
import { createBoxFrames } from './box-frames.ts';
import { planFlush, type Group } from './flush-plan.ts';
import { joinTiles } from './join-tiles.ts';
import { createBoardTexts } from './tile-texts.ts';
import type { Progress } from './viewer-progress.ts';

/** The same messages for some connections. */
export interface Delivery {
  readonly connectionIds: readonly string[];
  readonly messages: readonly string[];
}

/** What became of the posts to a connection; one that time ran out for has none. */
export type PostOutcome = 'delivered' | 'gone' | 'missed';

/** How many viewers a round of posts came to. */
export interface RoundOutcome {
  readonly reached: number;
  /** Not reached, but the time before. */
  readonly lost: number;
  /** Time ran out before it was their turn. */
  readonly late: number;
}

export interface RoundOptions {
  readonly board: Board;
  /** The viewers of the board's level. */
  readonly viewers: readonly Progress[];
  readonly nowMs: number;
  readonly stretch: number;
}

/** One flush of one level, to those whose turn it is. */
export interface Round {
  /** Encodes one group after the other, as the posts get to it, so that only some are in memory at a time. */
  deliveries(): Generator<Delivery, void>;
  /** Notes how far the viewers are now. */
  settle(outcomes: ReadonlyMap<string, PostOutcome>): RoundOutcome;
}

export function openRound({ board, viewers, nowMs, stretch }: RoundOptions): Round {
  const flush = board.flush(nowMs);
  const behind = viewers.filter(({ since }) => since < flush);
  const groups = planFlush({ viewers: behind, nowMs, stretch });
  const texts = createBoardTexts(board, nowMs);
  const boxes = createBoxFrames(board, nowMs);
  const withoutNews = new Set<Group>();

  const encode = ({ since, everyMs, members }: Group): string[] => {
    const [first] = members;
    if (first === undefined) return [];
    if (first.outlook === null) return boxes.of(first.viewer.bbox, since);
    return joinTiles(texts, { ...first.outlook, since }, { level: board.level, atMs: nowMs, everyMs });
  };

  return {
    *deliveries() {
      for (const group of groups) {
        const messages = encode(group);
        if (messages.length === 0) withoutNews.add(group);
        else yield { connectionIds: group.members.map(({ viewer }) => viewer.connectionId), messages };
      }
    },
    settle(outcomes) {
      const counts = { reached: 0, lost: 0, late: 0 };
      for (const group of groups) {
        const hasNews = !withoutNews.has(group);
        for (const member of group.members) {
          const outcome = hasNews ? outcomes.get(member.viewer.connectionId) : 'delivered';
          if (outcome === undefined) counts.late += 1;
          else if (outcome === 'missed' && member.misses === 0) counts.lost += 1;
          else if (outcome === 'delivered' && hasNews) counts.reached += 1;
          if (outcome !== undefined) note(member, { outcome, flush, sentAtMs: hasNews ? nowMs : member.sentAtMs });
        }
      }
      return counts;
    },
  };
}

function note(
  progress: Progress,
  { outcome, flush, sentAtMs }: { readonly outcome: PostOutcome; readonly flush: number; readonly sentAtMs: number },
): void {
  progress.sentAtMs = sentAtMs;
  progress.misses = outcome === 'delivered' ? 0 : progress.misses + 1;
  if (outcome === 'delivered') progress.since = flush;
}
