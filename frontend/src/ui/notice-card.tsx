import { clearFilters, showGround } from '../state/filter-commands.ts';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import { useSecondsLeft } from './use-seconds-left.ts';
import type { JSX } from 'preact';
import type { MapNotice } from '../state/map-notice.ts';

/** Says why the map is empty, late or cut off, and offers the way out. */
export function NoticeCard(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const { notice } = useCell(state.overview);
  const map = useCell(state.map);
  return (
    <div class="notices" role="status" aria-label={texts.notice.label}>
      {map === 'failed' && <MapFailed />}
      {notice !== null && <Notice notice={notice} />}
    </div>
  );
}

function Notice({ notice }: { readonly notice: MapNotice }): JSX.Element {
  switch (notice.kind) {
    case 'loading':
      return <Busy kind="loading" />;
    case 'partial':
      return <Busy kind="partial" />;
    case 'waiting':
      return <Waiting />;
    case 'none-in-view':
      return <NoneInView elsewhere={notice.elsewhere} />;
    case 'all-hidden':
      return <AllHidden notice={notice} />;
    case 'silent':
      return <Silent sinceMs={notice.sinceMs} feeds={notice.feeds} />;
    case 'lost':
      return <Lost />;
  }
}

function Busy({ kind }: { readonly kind: 'loading' | 'partial' }): JSX.Element {
  const texts = useTexts();
  return (
    <p class="notice notice-busy" data-testid={`notice-${kind}`}>
      <span class="spinner" aria-hidden="true" />
      {texts.notice[kind]}
    </p>
  );
}

function Waiting(): JSX.Element {
  const texts = useTexts();
  return (
    <div class="notice" data-testid="notice-waiting">
      <p class="notice-title">{texts.notice.waitingTitle}</p>
      <p>{texts.notice.waitingText}</p>
    </div>
  );
}

function NoneInView({ elsewhere }: { readonly elsewhere: number | null }): JSX.Element {
  const { map } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  return (
    <div class="notice" data-testid="notice-none-in-view">
      <p class="notice-title">{texts.notice.noneInViewTitle}</p>
      <p>
        {elsewhere === null
          ? texts.notice.noneInViewUnknown
          : texts.notice.noneInViewText(elsewhere, formats.count(elsewhere))}
      </p>
      <button type="button" class="button button-primary" onClick={map.showAll}>
        {texts.notice.showAll}
      </button>
    </div>
  );
}

function AllHidden({ notice }: { readonly notice: Extract<MapNotice, { kind: 'all-hidden' }> }): JSX.Element {
  const { state } = usePage();
  const { notice: texts, toolbar } = useTexts();
  const formats = useFormats();
  const { filtered, ground, vehicles } = notice;
  return (
    <div class="notice" data-testid="notice-all-hidden">
      <p class="notice-title">{texts.allHiddenTitle}</p>
      {filtered > 0 && <p>{texts.hiddenByFilter(filtered, formats.count(filtered))}</p>}
      {ground > 0 && <p>{texts.hiddenOnGround(ground, formats.count(ground))}</p>}
      {vehicles > 0 && <p>{texts.hiddenVehicles(vehicles, formats.count(vehicles))}</p>}
      {filtered > 0 && (
        <button type="button" class="button button-primary" onClick={() => clearFilters(state)}>
          {texts.clearFilters}
        </button>
      )}
      {filtered + ground === 0 && (
        <button type="button" class="button" onClick={() => state.filterOpen.set(true)}>
          {toolbar.filters}
        </button>
      )}
      {ground > 0 && (
        <button type="button" class="button" onClick={() => showGround(state)}>
          {texts.showGround}
        </button>
      )}
    </div>
  );
}

function Silent({ sinceMs, feeds }: { readonly sinceMs: number; readonly feeds: readonly string[] }): JSX.Element {
  const texts = useTexts();
  const formats = useFormats();
  return (
    <div class="notice notice-warning" data-testid="notice-silent">
      <p class="notice-title">
        {texts.notice.silentTitle(texts.common.withLocal(formats.minuteUtc(sinceMs), formats.minuteLocal(sinceMs)))}
      </p>
      <p>{feeds.length === 0 ? texts.notice.silentUnnamed : texts.notice.silentText(formats.list(feeds))}</p>
    </div>
  );
}

function Lost(): JSX.Element {
  const { connection } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const secondsLeft = useSecondsLeft();
  return (
    <div class="notice notice-danger" data-testid="notice-lost">
      <p class="notice-title">{texts.notice.lostTitle}</p>
      {/* The countdown is for the eye: announced every second it would drown everything else. */}
      <p aria-live="off">
        {secondsLeft === null ? texts.notice.lostNow : texts.notice.lostText(formats.duration(secondsLeft * 1000))}
      </p>
      <button type="button" class="button button-primary" onClick={connection.retryNow}>
        {texts.notice.retryNow}
      </button>
    </div>
  );
}

function MapFailed(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  return (
    <div class="notice notice-warning" data-testid="notice-map-failed">
      <p class="notice-title">{texts.notice.mapFailedTitle}</p>
      <p>{texts.notice.mapFailedText}</p>
      <button type="button" class="button button-primary" onClick={() => state.tableOpen.set(true)}>
        {texts.notice.openTable}
      </button>
    </div>
  );
}
