import { capturedAtOf } from '../state/banner.ts';
import { useFormats, useTexts } from './page-context.tsx';
import { useServerTick } from './use-tick.ts';
import { useStatusTexts } from './status-context.tsx';
import type { Formats } from '../i18n/formats.ts';
import type { StatusTexts } from '../i18n/fr-status.ts';
import type { FeedBudget } from '#contracts/feed-status.ts';
import type { Feed } from '#contracts/http-status.ts';
import type { JSX } from 'preact';

/** One feed: how it does, how old its news is, what became of its rows. */
export function FeedCard({ feed }: { readonly feed: Feed }): JSX.Element {
  const texts = useStatusTexts();
  const { panel } = useTexts();
  const formats = useFormats();
  return (
    <article class="card feed" data-testid={`feed-${feed.feed}`} aria-label={feed.feed}>
      <div class="feed-head">
        <h3>{feed.feed}</h3>
        <span class={`tag tag-${feed.kind}`}>{panel.kinds[feed.kind]}</span>
        <span class={`health health-${feed.health}`}>{texts.healths[feed.health]}</span>
      </div>
      {feed.reason !== null && <p class="feed-reason">{feed.reason}</p>}
      <FeedTimes feed={feed} />
      <dl class="facts feed-counts">
        <Row label={texts.received}>{formats.count(feed.counts.received)}</Row>
        <Row label={texts.accepted}>{formats.count(feed.counts.accepted)}</Row>
        <Row label={texts.rejected}>
          {formats.count(Object.values(feed.counts.rejected).reduce((sum, count) => sum + count, 0))}
        </Row>
        <Row label={texts.held}>{formats.count(feed.counts.held)}</Row>
        <Row label={texts.thinned}>{formats.count(feed.counts.thinned)}</Row>
        <Row label={texts.acknowledged}>{formats.count(feed.counts.acknowledged)}</Row>
        <Row label={texts.retried}>{formats.count(feed.counts.retried)}</Row>
        <Row label={texts.failed}>{formats.count(feed.counts.failed)}</Row>
        <Row label={texts.superseded}>{formats.count(feed.counts.superseded)}</Row>
      </dl>
      <Rejections rejected={feed.counts.rejected} />
      <Credit feed={feed} />
    </article>
  );
}

/** Whom to name for the data, and under which terms it may be shown. */
function Credit({ feed }: { readonly feed: Pick<Feed, 'attribution' | 'licence'> }): JSX.Element | null {
  const texts = useStatusTexts();
  const { attribution, licence } = feed;
  if (attribution === null && licence === null) return null;
  return (
    <p class="feed-attribution">
      {attribution !== null && `${texts.attribution} · ${attribution}`}
      {attribution !== null && licence !== null && <br />}
      {licence !== null && (
        <>
          {texts.licence} ·{' '}
          <a href={licence.url} target="_blank" rel="noopener noreferrer">
            {licence.name}
          </a>
        </>
      )}
    </p>
  );
}

function FeedTimes({ feed }: { readonly feed: Feed }): JSX.Element {
  const texts = useStatusTexts();
  const formats = useFormats();
  const nowMs = useServerTick();
  const capturedMs = capturedAtOf(feed);
  return (
    <dl class="facts">
      <Row label={texts.lastGood}>
        {feed.lastGoodAtMs === null ? texts.never : formats.ago(nowMs - feed.lastGoodAtMs)}
      </Row>
      <Row label={texts.newest}>
        {feed.newestObservedAtMs === null ? texts.newestNone : formats.ago(nowMs - feed.newestObservedAtMs)}
      </Row>
      <Row label={texts.aircraft}>{formats.count(feed.aircraft)}</Row>
      <Row label={texts.interval}>{formats.duration(feed.intervalMs)}</Row>
      {feed.budget !== null && <Row label={texts.budget}>{budgetText(feed.budget, texts, formats)}</Row>}
      {capturedMs !== null && <Row label={texts.captured}>{formats.dateTimeUtc(capturedMs)}</Row>}
      {capturedMs === null && (
        <Row label={texts.clockOffset} flagged={feed.clockSuspect}>
          {feed.clockOffsetMs === null ? texts.clockNone : formats.offset(feed.clockOffsetMs)}
          {feed.clockSuspect ? ` · ${texts.clockSuspect}` : ''}
        </Row>
      )}
    </dl>
  );
}

function budgetText(budget: FeedBudget, texts: StatusTexts, formats: Formats): string {
  const { unit, remaining, limit, resetsAtMs } = budget;
  const units: Readonly<Record<string, string>> = texts.budgetUnits;
  const name = Object.hasOwn(units, unit) ? (units[unit] ?? unit) : unit;
  const left = texts.budgetLeft(formats.count(remaining), formats.count(limit), name);
  return resetsAtMs === null ? left : `${left} · ${texts.budgetResets(formats.dateTimeUtc(resetsAtMs))}`;
}

function Rejections({ rejected }: { readonly rejected: Feed['counts']['rejected'] }): JSX.Element | null {
  const texts = useStatusTexts();
  const formats = useFormats();
  const rows = Object.entries(rejected)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return null;
  return (
    <details class="rejections">
      <summary>{texts.reasons}</summary>
      <dl class="facts">
        {rows.map(([reason, count]) => (
          <Row key={reason} label={reasonName(reason, texts)}>
            {formats.count(count)}
          </Row>
        ))}
      </dl>
    </details>
  );
}

/** A reason that this page doesn't know yet is shown as it came. */
function reasonName(reason: string, texts: StatusTexts): string {
  const names: Readonly<Record<string, string>> = texts.rejectReasons;
  return Object.hasOwn(names, reason) ? (names[reason] ?? reason) : reason;
}

function Row(props: {
  readonly label: string;
  readonly flagged?: boolean;
  readonly children: JSX.Element | string | readonly string[];
}): JSX.Element {
  return (
    <div class={`fact${props.flagged ? ' fact-flagged' : ''}`}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
