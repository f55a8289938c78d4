import { useEffect, useState } from 'preact/hooks';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { JSX } from 'preact';

/** The count is said again at most this often, and only when it is another one. */
const SAY_AGAIN_AFTER_MS = 30_000;

/** Tells screen readers how many aircraft are in view. Positions are never announced: they are in the table. */
export function LiveRegion(): JSX.Element {
  const { state, scheduler } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const paused = useCell(state.paused);
  const { summary, notice } = useCell(state.overview);
  const [said, setSaid] = useState({ count: -1, atMs: -Infinity });
  const nowMs = scheduler.nowMs();
  const isKnown = notice === null || notice.kind === 'none-in-view';
  const isDue = isKnown && !paused && summary.inView !== said.count && nowMs - said.atMs >= SAY_AGAIN_AFTER_MS;
  useEffect(() => {
    if (isDue) setSaid({ count: summary.inView, atMs: nowMs });
  }, [isDue, summary.inView, nowMs]);
  const text =
    said.count <= 0 ? texts.count.announcedNone : texts.count.announced(said.count, formats.count(said.count));
  return (
    <p class="visually-hidden" role="status" data-testid="live-region">
      {said.count < 0 ? '' : text}
    </p>
  );
}
