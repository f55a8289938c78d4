import { useEffect } from 'preact/hooks';
import { usePage, useTexts } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import { useSearch } from './search-context.tsx';
import type { EtlRun } from '#contracts/etl-run.ts';
import type { JSX } from 'preact';

const ASK_STATUS_MS = 5000;

/** What is said while no schedule is stored: how far the first load is. The search opens by itself once there is one. */
export function WaitingForSchedules(): JSX.Element {
  const page = usePage();
  const { texts } = useSearch();
  const { status } = useCell(page.state.status);
  const shown = status?.schedules.runs.filter(({ kind }) => kind !== 'status') ?? [];
  useEffect(() => {
    let cancel = (): void => undefined;
    const ask = (): void => {
      page.readStatus();
      cancel = page.scheduler.after(ASK_STATUS_MS, ask);
    };
    ask();
    return () => cancel();
  }, [page]);
  return (
    <div class="card search-wait" data-testid="search-waiting">
      <span class="spinner" aria-hidden="true" />
      <div>
        <div role="status">
          <h2>{texts.waiting.title}</h2>
          <p>{texts.waiting.text}</p>
        </div>
        {shown.length > 0 && (
          <ul>
            {shown.map((run) => (
              <RunProgress key={run.id} run={run} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function RunProgress({ run }: { readonly run: EtlRun }): JSX.Element {
  const { texts, formats } = useSearch();
  const isFailed = run.state === 'failed';
  return (
    <li data-testid={`run-${run.kind}`}>
      <span>
        <strong>{texts.waiting.kinds[run.kind]}</strong>
        <span>
          {isFailed
            ? texts.waiting.failedRun
            : texts.waiting.progress(formats.count(run.done), formats.count(run.total))}
        </span>
      </span>
      {!isFailed && (
        <progress max={Math.max(1, run.total)} value={run.done} aria-label={texts.waiting.kinds[run.kind]} />
      )}
    </li>
  );
}

/** The places could not be loaded: without them the form offers nothing. */
export function PlacesFailed(): JSX.Element {
  const { search, texts } = useSearch();
  const common = useTexts().common;
  return (
    <div class="card card-danger" role="alert" data-testid="places-failed">
      <h2>{texts.failed.placesTitle}</h2>
      <p>{texts.failed.placesText}</p>
      <button type="button" class="button" onClick={() => search.fields.reload()}>
        {common.retry}
      </button>
    </div>
  );
}
