import type { FeedStatus } from '#contracts/feed-status.ts';
import { createFeedMetrics } from './feed-metrics.ts';
import type { FeedPublisher } from './publish-positions.ts';
import type { SourceTools } from './position-source.ts';

export interface StatusReporting {
  readonly publisher: Pick<FeedPublisher, 'status'>;
  /** Where readers find it; null where there is no database. */
  readonly feeds: { put(status: FeedStatus): Promise<void> } | null;
  readonly tools: Pick<SourceTools, 'sleep' | 'log'>;
  readonly onStatus: (status: FeedStatus) => void;
}

const REPORT_EVERY_MS = 1000;
/** The log, and with it the metrics, has the counts once a minute. */
const REPORTS_PER_LOG_LINE = 60;

/** Tells how a feed does, once a second and once more at the end. A database that is away is missed, not waited for. */
export async function reportStatus(reporting: StatusReporting, finished: AbortSignal): Promise<void> {
  const { tools, publisher, onStatus } = reporting;
  const put = createStatusWriter(reporting);
  const metricsOf = createFeedMetrics();
  const logCounts = (status: FeedStatus): void => {
    const { health, reason, aircraft, intervalMs, clockOffsetMs, counts } = status;
    const fields = { health, reason, aircraft, intervalMs, clockOffsetMs, ...counts };
    tools.log.info('feed status', { ...fields, ...metricsOf(status) });
  };
  for (let report = 0; !finished.aborted; report++) {
    const status = publisher.status();
    onStatus(status);
    if (report % REPORTS_PER_LOG_LINE === 0) logCounts(status);
    void put(status);
    await tools.sleep(REPORT_EVERY_MS, finished);
  }
  const last = publisher.status();
  onStatus(last);
  logCounts(last);
  await put(last);
}

/** Never two writes at once: one that hangs must not be overtaken and then overwrite what is newer. */
function createStatusWriter({ feeds, tools }: StatusReporting): (status: FeedStatus) => Promise<void> {
  let writing: Promise<void> | null = null;
  let isFailing = false;
  const write = async (status: FeedStatus): Promise<void> => {
    try {
      await feeds?.put(status);
      isFailing = false;
    } catch (error) {
      if (!isFailing) tools.log.warn('status not stored', { error });
      isFailing = true;
    }
    writing = null;
  };
  return (status) => (writing ??= write(status));
}
