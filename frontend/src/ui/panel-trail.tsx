import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { JSX } from 'preact';

/** What became of the trail: on its way, on the map, or failed with a way to try again. */
export function PanelTrail(): JSX.Element | null {
  const { state, map } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const trail = useCell(state.trail);
  if (trail.state === 'none') return null;
  return (
    <div class="trail" role="status" data-testid="panel-trail" data-state={trail.state}>
      <span class="trail-label">{texts.panel.trail}</span>
      {trail.state === 'loading' && (
        <span class="trail-busy">
          <span class="spinner" aria-hidden="true" />
          {texts.panel.trailLoading}
        </span>
      )}
      {trail.state === 'ready' && (
        <span>
          {trail.points === 0
            ? texts.panel.trailEmpty
            : texts.panel.trailReady(trail.points, formats.count(trail.points))}
        </span>
      )}
      {trail.state === 'failed' && (
        <>
          <span>{texts.panel.trailFailed}</span>
          <button type="button" class="button button-small" onClick={map.retryTrail}>
            {texts.common.retry}
          </button>
        </>
      )}
    </div>
  );
}
