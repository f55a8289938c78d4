import { confirmation } from '../live/confirmation.ts';
import { feedIntervalMs } from '../state/feed-interval.ts';
import { shownFreshness, type ShownFreshness } from '../state/shown-freshness.ts';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { Dictionary } from '../i18n/dictionary.ts';
import type { Formats } from '../i18n/formats.ts';
import type { PanelModel } from '../state/panel-model.ts';
import type { JSX } from 'preact';

/** How current the position is, ticking, and when it was observed: in UTC, with the reader's own time beside it. */
export function PanelFreshness({ model }: { readonly model: PanelModel }): JSX.Element {
  const texts = useTexts();
  const formats = useFormats();
  const paused = useCell(usePage().state.paused);
  const freshness = useFreshness(model);
  return (
    <div class={`freshness freshness-${freshness.kind}`} data-testid="panel-freshness" data-state={freshness.kind}>
      <p class="freshness-word">
        <span class="freshness-dot" aria-hidden="true" />
        {freshnessText(freshness, texts, formats)}
        {paused && <span class="tag">{texts.connection.paused}</span>}
      </p>
      <p class="freshness-time">
        <span class="visually-hidden">{texts.panel.observed} </span>
        <time dateTime={new Date(model.observedAtMs).toISOString()}>{formats.timeUtc(model.observedAtMs)}</time>
        <span class="freshness-local">{texts.panel.localTime(formats.timeLocal(model.observedAtMs))}</span>
      </p>
    </div>
  );
}

function useFreshness({ icao24, presence, freshness, observedAtMs }: PanelModel): ShownFreshness {
  const { store, state } = usePage();
  const watched = useCell(state.watched);
  const { status } = useCell(state.status);
  const live = presence === 'here' ? store.get(icao24) : undefined;
  if (live === undefined) return freshness;
  const intervalMs = feedIntervalMs(status, live.identity?.feed ?? '');
  // The instant that the model is of: it stands still while the page is paused.
  const nowMs = observedAtMs + freshness.ageMs;
  return shownFreshness(freshness, confirmation(live.fix, { watched, intervalMs, nowMs }));
}

function freshnessText(freshness: ShownFreshness, texts: Dictionary, formats: Formats): string {
  switch (freshness.kind) {
    case 'seen':
      return texts.panel.ageSeen(formats.ago(freshness.ageMs));
    case 'confirmed':
      return texts.panel.ageConfirmed(formats.duration(Math.ceil(freshness.withinMs / 1000) * 1000));
    case 'unconfirmed':
      return texts.panel.ageUnconfirmed(formats.ago(freshness.ageMs));
    case 'estimated':
      return texts.panel.ageEstimated(formats.duration(freshness.estimatedMs));
    case 'ended':
      return texts.panel.ageEnded(formats.ago(freshness.ageMs));
    case 'lost':
      return texts.panel.ageLost(formats.ago(freshness.ageMs));
  }
}
