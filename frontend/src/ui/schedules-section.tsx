import { EtlRunCard } from './etl-run-card.tsx';
import { useFormats } from './page-context.tsx';
import { useStatusTexts } from './status-context.tsx';
import type { ComponentChildren, JSX } from 'preact';
import type { StatusOfSchedules } from '#contracts/http-status.ts';

/** The name of the source, the same in every language. */
const LUFTHANSA = 'Lufthansa Open API';
/** From this share on the calls of an hour are nearly used up. */
const HIGH_SHARE = 0.9;

/** What is stored of schedules, where it comes from, and how the runs that load it do. */
export function SchedulesSection({ schedules }: { readonly schedules: StatusOfSchedules }): JSX.Element {
  const texts = useStatusTexts().schedules;
  return (
    <section aria-labelledby="schedules-title" data-testid="status-schedules">
      <h2 id="schedules-title">{texts.title}</h2>
      <Stored schedules={schedules} />
      <h3 class="section-part">{texts.runs}</h3>
      {schedules.runs.length === 0 ? (
        <p class="card">{texts.runsEmpty}</p>
      ) : (
        <div class="cards">
          {schedules.runs.map((run) => (
            <EtlRunCard key={run.kind} run={run} />
          ))}
        </div>
      )}
    </section>
  );
}

function Stored({ schedules }: { readonly schedules: StatusOfSchedules }): JSX.Element {
  const texts = useStatusTexts().schedules;
  const formats = useFormats();
  const { source, sample, counts } = schedules;
  return (
    <dl class="figures figures-four">
      <div class={sample ? 'figure figure-warning' : 'figure'} data-testid="schedules-source">
        <dt>{texts.source}</dt>
        <dd>
          <span class="figure-value">
            {source === null ? texts.sourceNone : source === 'sample' ? texts.sampleSource : LUFTHANSA}
          </span>
          {sample && <span class="figure-note">{texts.sampleNote}</span>}
        </dd>
      </div>
      {COUNTS.map((name) => (
        <Figure key={name} label={texts.counts[name]}>
          {formats.count(counts[name])}
        </Figure>
      ))}
      <Quota quota={schedules.quota} />
    </dl>
  );
}

const COUNTS = ['flights', 'airports', 'cities', 'countries', 'airlines', 'aircraftTypes'] as const;

function Quota({ quota }: { readonly quota: StatusOfSchedules['quota'] }): JSX.Element {
  const texts = useStatusTexts().schedules;
  const formats = useFormats();
  if (quota === null) return <Figure label={texts.quota}>{texts.quotaNone}</Figure>;
  const { used, limit } = quota;
  const shown = texts.ofTotal(formats.count(used), formats.count(limit));
  return (
    <Figure label={texts.quota}>
      {shown}
      <meter
        class="meter"
        min={0}
        max={Math.max(1, limit)}
        high={limit * HIGH_SHARE}
        value={Math.min(used, limit)}
        aria-label={texts.quota}
      >
        {shown}
      </meter>
    </Figure>
  );
}

function Figure(props: { readonly label: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="figure">
      <dt>{props.label}</dt>
      <dd>
        <span class="figure-value">{props.children}</span>
      </dd>
    </div>
  );
}
