import { useEffect } from 'preact/hooks';
import { loadStatusTexts } from '../i18n/status-dictionary.ts';
import { useFormats, usePage } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import { useLazyWords } from './use-lazy-words.ts';
import './schedules.css';
import type { EtlRun } from '#contracts/etl-run.ts';
import type { JSX } from 'preact';

const ASK_STATUS_MS = 5000;

/** What is said while nothing is stored: how far the first load is. Whoever shows it asks again by itself. */
export function WaitingForSchedules(props: { readonly title: string; readonly text: string }): JSX.Element {
  const page = usePage();
  const { status } = useCell(page.state.status);
  const shown = status?.schedules?.runs.filter(({ kind }) => kind !== 'status') ?? [];
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
    <div class="card schedules-wait" data-testid="schedules-waiting">
      <span class="spinner" aria-hidden="true" />
      <div>
        <div role="status">
          <h2>{props.title}</h2>
          <p>{props.text}</p>
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

function RunProgress({ run }: { readonly run: EtlRun }): JSX.Element | null {
  const { words } = useLazyWords(loadStatusTexts);
  const formats = useFormats();
  if (words === null) return null;
  const texts = words.schedules;
  const isFailed = run.state === 'failed';
  return (
    <li data-testid={`run-${run.kind}`}>
      <span>
        <strong>{texts.kinds[run.kind]}</strong>
        <span>{isFailed ? texts.failedRun : texts.ofTotal(formats.count(run.done), formats.count(run.total))}</span>
      </span>
      {!isFailed && <progress max={Math.max(1, run.total)} value={run.done} aria-label={texts.kinds[run.kind]} />}
    </li>
  );
}
