import { FeedCard } from './feed-card.tsx';
import { Icon } from './icons.tsx';
import { SchedulesSection } from './schedules-section.tsx';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import { useServerTick } from './use-tick.ts';
import type { ComponentChildren, JSX } from 'preact';
import type { ServerStatus } from '../api/client.ts';
import type { StatusReading } from '../state/page-state.ts';

/** `GET /api/status` for people. */
export function StatusPage(): JSX.Element {
  const { state, readStatus } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const reading = useCell(state.status);
  return (
    <main id="main" class="page" tabIndex={-1} data-testid="status-page">
      <div class="page-head">
        <div>
          <h1>{texts.status.title}</h1>
          <p class="page-lead">{texts.status.lead}</p>
        </div>
        <div class="page-actions">
          {reading.readAtMs !== null && (
            <span class="page-read">{texts.status.updated(formats.timeUtc(reading.readAtMs))}</span>
          )}
          <button type="button" class="button" data-testid="status-refresh" onClick={readStatus}>
            <Icon name="refresh" size={16} />
            {texts.status.refresh}
          </button>
        </div>
      </div>
      <StatusBody reading={reading} />
    </main>
  );
}

function StatusBody({ reading }: { readonly reading: StatusReading }): JSX.Element {
  const { readStatus } = usePage();
  const texts = useTexts();
  return (
    <>
      <div role="status">
        {reading.state === 'loading' && (
          <p class="page-busy">
            <span class="spinner" aria-hidden="true" />
            {texts.status.loading}
          </p>
        )}
        {reading.state === 'failed' && (
          <div class="card card-danger" data-testid="status-failed">
            <h2>{texts.status.failedTitle}</h2>
            <p>{texts.status.failedText}</p>
            <button type="button" class="button" onClick={readStatus}>
              {texts.common.retry}
            </button>
          </div>
        )}
      </div>
      {reading.status !== null && <StatusSections status={reading.status} />}
    </>
  );
}

function StatusSections({ status }: { readonly status: ServerStatus }): JSX.Element {
  const texts = useTexts();
  return (
    <>
      <Figures status={status} />
      <section>
        <h2>{texts.status.feeds}</h2>
        {status.feeds.length === 0 ? (
          <p class="card">{texts.status.feedsEmpty}</p>
        ) : (
          <div class="cards">
            {status.feeds.map((feed) => (
              <FeedCard key={feed.feed} feed={feed} />
            ))}
          </div>
        )}
      </section>
      {status.schedules !== undefined && <SchedulesSection schedules={status.schedules} />}
      <section>
        <h2>{texts.status.versions}</h2>
        <dl class="card versions">
          {Object.entries(status.versions).map(([name, version]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{version}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function Figures({ status }: { readonly status: ServerStatus }): JSX.Element {
  const texts = useTexts();
  const formats = useFormats();
  const nowMs = useServerTick();
  const { newest, aircraft, deadLetters } = status;
  const kinds = (['live', 'replay', 'simulated'] as const).filter((kind) => aircraft[kind] > 0);
  return (
    <dl class="figures">
      <Figure label={texts.status.overall} tone={status.status === 'ok' ? 'ok' : 'warning'}>
        {texts.status.overalls[status.status]}
      </Figure>
      <Figure label={texts.status.newest}>
        {newest.observedAtMs === null ? texts.status.newestNone : formats.ago(nowMs - newest.observedAtMs)}
      </Figure>
      <Figure
        label={texts.status.aircraft}
        note={kinds
          .map((kind) => texts.status.kindCount(texts.connection[kind], formats.count(aircraft[kind])))
          .join(', ')}
      >
        {formats.count(aircraft.live + aircraft.replay + aircraft.simulated)}
      </Figure>
      <Storage history={status.history} />
      <Figure label={texts.status.deadLetters} tone={deadLetters > 0 ? 'warning' : 'plain'}>
        {formats.count(deadLetters)}
      </Figure>
    </dl>
  );
}

/** Where the contract's `warning` begins; imported as a value it would bring the schema library into the page. */
const HISTORY_WARNING_SHARE = 0.8;

function Storage({ history }: { readonly history: ServerStatus['history'] }): JSX.Element {
  const texts = useTexts();
  const formats = useFormats();
  if (history === null) return <Figure label={texts.status.storage}>{texts.status.storageUnknown}</Figure>;
  const lost = history.droppedPositions + history.shedPositions;
  const notes = [
    texts.status.storageUsed(formats.megabytes(history.usedMb), formats.megabytes(history.maxMb)),
    ...(history.warning ? [texts.status.storageWarning] : []),
    ...(lost > 0 ? [texts.status.shed(lost, formats.count(lost))] : []),
  ];
  const share = history.percent / 100;
  return (
    <Figure label={texts.status.storage} tone={history.warning ? 'warning' : 'plain'} note={notes.join(' ')}>
      {formats.percent(share)}
      <meter
        class="meter"
        min={0}
        max={1}
        high={HISTORY_WARNING_SHARE}
        value={Math.min(1, share)}
        aria-label={texts.status.storage}
      />
    </Figure>
  );
}

function Figure(props: {
  readonly label: string;
  readonly tone?: 'plain' | 'ok' | 'warning';
  readonly note?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class={`figure figure-${props.tone ?? 'plain'}`}>
      <dt>{props.label}</dt>
      <dd>
        <span class="figure-value">{props.children}</span>
        {props.note !== undefined && props.note !== '' && <span class="figure-note">{props.note}</span>}
      </dd>
    </div>
  );
}
