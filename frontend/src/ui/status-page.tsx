import { FeedCard } from './feed-card.tsx';
import { Icon } from './icons.tsx';
import { SchedulesSection } from './schedules-section.tsx';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import { loadStatusTexts } from '../i18n/status-dictionary.ts';
import { StatusProvider, useStatusTexts } from './status-context.tsx';
import { useLazyWords } from '../schedules/use-lazy-words.ts';
import { useServerTick } from './use-tick.ts';
import { WordsPending } from '../schedules/words-pending.tsx';
import type { ComponentChildren, JSX } from 'preact';
import type { ServerStatus } from '../api/client.ts';
import type { StatusReading } from '../state/page-state.ts';

/** `GET /api/status` for people. */
export function StatusPage(): JSX.Element {
  const { words, failed, retry } = useLazyWords(loadStatusTexts);
  return (
    <main id="main" class="page" tabIndex={-1} data-testid="status-page">
      {words === null ? (
        <WordsPending failed={failed} retry={retry} />
      ) : (
        <StatusProvider value={words}>
          <StatusContent />
        </StatusProvider>
      )}
    </main>
  );
}

function StatusContent(): JSX.Element {
  const { state, readStatus } = usePage();
  const texts = useStatusTexts();
  const formats = useFormats();
  const reading = useCell(state.status);
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{texts.title}</h1>
          <p class="page-lead">{texts.lead}</p>
        </div>
        <div class="page-actions">
          {reading.readAtMs !== null && (
            <span class="page-read">{texts.updated(formats.timeUtc(reading.readAtMs))}</span>
          )}
          <button type="button" class="button" data-testid="status-refresh" onClick={readStatus}>
            <Icon name="refresh" size={16} />
            {texts.refresh}
          </button>
        </div>
      </div>
      <StatusBody reading={reading} />
    </>
  );
}

function StatusBody({ reading }: { readonly reading: StatusReading }): JSX.Element {
  const { readStatus } = usePage();
  const { common } = useTexts();
  const texts = useStatusTexts();
  return (
    <>
      <div role="status">
        {reading.state === 'loading' && (
          <p class="page-busy">
            <span class="spinner" aria-hidden="true" />
            {texts.loading}
          </p>
        )}
        {reading.state === 'failed' && (
          <div class="card card-danger" data-testid="status-failed">
            <h2>{texts.failedTitle}</h2>
            <p>{texts.failedText}</p>
            <button type="button" class="button" onClick={readStatus}>
              {common.retry}
            </button>
          </div>
        )}
      </div>
      {reading.status !== null && <StatusSections status={reading.status} />}
    </>
  );
}

function StatusSections({ status }: { readonly status: ServerStatus }): JSX.Element {
  const texts = useStatusTexts();
  return (
    <>
      <Figures status={status} />
      <section>
        <h2>{texts.feeds}</h2>
        {status.feeds.length === 0 ? (
          <p class="card">{texts.feedsEmpty}</p>
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
        <h2>{texts.versions}</h2>
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
  const texts = useStatusTexts();
  const { connection } = useTexts();
  const formats = useFormats();
  const nowMs = useServerTick();
  const { newest, aircraft, deadLetters } = status;
  const kinds = (['live', 'replay', 'simulated'] as const).filter((kind) => aircraft[kind] > 0);
  return (
    <dl class="figures">
      <Figure label={texts.overall} tone={status.status === 'ok' ? 'ok' : 'warning'}>
        {texts.overalls[status.status]}
      </Figure>
      <Figure label={texts.newest}>
        {newest.observedAtMs === null ? texts.newestNone : formats.ago(nowMs - newest.observedAtMs)}
      </Figure>
      <Figure
        label={texts.aircraft}
        note={kinds.map((kind) => texts.kindCount(connection[kind], formats.count(aircraft[kind]))).join(', ')}
      >
        {formats.count(aircraft.live + aircraft.replay + aircraft.simulated)}
      </Figure>
      <Storage history={status.history} />
      <Figure label={texts.deadLetters} tone={deadLetters > 0 ? 'warning' : 'plain'}>
        {formats.count(deadLetters)}
      </Figure>
    </dl>
  );
}

/** Where the contract's `warning` begins; imported as a value it would bring the schema library into the page. */
const HISTORY_WARNING_SHARE = 0.8;

function Storage({ history }: { readonly history: ServerStatus['history'] }): JSX.Element {
  const texts = useStatusTexts();
  const formats = useFormats();
  if (history === null) return <Figure label={texts.storage}>{texts.storageUnknown}</Figure>;
  const lost = history.droppedPositions + history.shedPositions;
  const notes = [
    texts.storageUsed(formats.megabytes(history.usedMb), formats.megabytes(history.maxMb)),
    ...(history.warning ? [texts.storageWarning] : []),
    ...(lost > 0 ? [texts.shed(lost, formats.count(lost))] : []),
  ];
  const share = history.percent / 100;
  return (
    <Figure label={texts.storage} tone={history.warning ? 'warning' : 'plain'} note={notes.join(' ')}>
      {formats.percent(share)}
      <meter
        class="meter"
        min={0}
        max={1}
        high={HISTORY_WARNING_SHARE}
        value={Math.min(1, share)}
        aria-label={texts.storage}
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
