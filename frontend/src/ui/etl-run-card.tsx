import { useFormats, useTexts } from './page-context.tsx';
import { useStatusTexts } from './status-context.tsx';
import { useServerTick } from './use-tick.ts';
import type { JSX } from 'preact';
import type { EtlRun, EtlState } from '#contracts/etl-run.ts';

/** How a run's state looks: as the health of a feed that does as well. */
const TONES: Readonly<Record<EtlState, string>> = {
  running: 'running',
  complete: 'ok',
  incomplete: 'silent',
  failed: 'failing',
};
/** Lines of what is left that are shown; the run itself keeps at most 100. */
const MOST_LINES = 20;

/** The newest run of one kind: how far it is, what it stored, and what it left aside. */
export function EtlRunCard({ run }: { readonly run: EtlRun }): JSX.Element {
  const texts = useStatusTexts().schedules;
  const formats = useFormats();
  const name = texts.kinds[run.kind];
  return (
    <article class="card feed" aria-label={name} data-testid={`etl-${run.kind}`}>
      <div class="feed-head">
        <h4>{name}</h4>
        {run.source === 'sample' && <span class="tag tag-simulated">{texts.sampleSource}</span>}
        <span class={`health health-${TONES[run.state]}`}>{texts.states[run.state]}</span>
      </div>
      {run.problem !== null && <p class="feed-reason">{run.problem}</p>}
      {run.state === 'running' && (
        <progress class="run-progress" max={Math.max(1, run.total)} value={run.done} aria-label={name} />
      )}
      <RunTimes run={run} />
      <dl class="facts feed-counts">
        <Row label={texts.calls}>{formats.count(run.calls)}</Row>
        <Row label={texts.received}>{formats.count(run.received)}</Row>
        <Row label={texts.stored}>{formats.count(run.stored)}</Row>
        <Row label={texts.changed}>{formats.count(run.changed)}</Row>
        <Row label={texts.merged}>{formats.count(run.merged)}</Row>
        <Row label={texts.rejected}>
          {formats.count(Object.values(run.rejected).reduce((sum, count) => sum + count, 0))}
        </Row>
        <Row label={texts.vanished}>{formats.count(run.vanished)}</Row>
      </dl>
      <Rejections run={run} />
      <Remaining run={run} />
    </article>
  );
}

function RunTimes({ run }: { readonly run: EtlRun }): JSX.Element {
  const { common } = useTexts();
  const texts = useStatusTexts().schedules;
  const formats = useFormats();
  const nowMs = useServerTick();
  const { startedAtMs, finishedAtMs } = run;
  const sinceUpdateMs = finishedAtMs === null ? nowMs - run.updatedAtMs : 0;
  return (
    <dl class="facts">
      <Row label={texts.parts}>{texts.ofTotal(formats.count(run.done), formats.count(run.total))}</Row>
      <Row label={texts.started}>
        {common.withLocal(formats.dateTimeUtc(startedAtMs), formats.minuteLocal(startedAtMs))}
      </Row>
      <Row label={texts.lasted}>{formats.duration(1000 * run.seconds + sinceUpdateMs)}</Row>
      {finishedAtMs === null && <Row label={texts.lastSign}>{formats.ago(nowMs - run.updatedAtMs)}</Row>}
      <Row label={texts.trigger}>{texts.triggers[run.trigger]}</Row>
    </dl>
  );
}

function Rejections({ run }: { readonly run: EtlRun }): JSX.Element | null {
  const texts = useStatusTexts().schedules;
  const formats = useFormats();
  const reasons = Object.entries(run.rejected)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  if (reasons.length === 0) return null;
  return (
    <details class="rejections">
      <summary>{texts.reasons}</summary>
      <dl class="facts">
        {reasons.map(([reason, count]) => (
          <Row key={reason} label={reason}>
            {formats.count(count)}
          </Row>
        ))}
      </dl>
    </details>
  );
}

function Remaining({ run }: { readonly run: EtlRun }): JSX.Element | null {
  const texts = useStatusTexts().schedules;
  const formats = useFormats();
  if (run.remaining.length === 0) return null;
  return (
    <details class="rejections">
      <summary>{texts.remaining(formats.count(run.remaining.length))}</summary>
      <ul class="run-remaining">
        {run.remaining.slice(0, MOST_LINES).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {run.remaining.length > MOST_LINES && <li>…</li>}
      </ul>
    </details>
  );
}

function Row(props: { readonly label: string; readonly children: string }): JSX.Element {
  return (
    <div class="fact">
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
