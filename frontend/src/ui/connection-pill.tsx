import { connectionState, type ConnectionState } from '../state/connection-state.ts';
import { paceNote } from '../state/pace-note.ts';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import { useServerTick } from './use-tick.ts';
import type { JSX } from 'preact';

const SHOWS_AGE: ReadonlySet<ConnectionState> = new Set(['live', 'replay', 'simulated', 'stale']);

/** How current the page is: one word, and the age of the newest position. */
export function ConnectionPill(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const session = useCell(state.session);
  const paused = useCell(state.paused);
  const { summary, notice } = useCell(state.overview);
  const note = paceNote(useCell(state.watched), useCell(state.pace));
  const nowMs = useServerTick();
  const servedKind = useCell(state.status).status?.newest.kind ?? 'live';
  const shown = connectionState(session, notice, summary, servedKind);
  const newestMs = summary.newestObservedAtMs;
  const age = newestMs !== null && SHOWS_AGE.has(shown) ? formats.ago(nowMs - newestMs) : null;
  const paced =
    session.name !== 'live' || note === null
      ? null
      : texts.connection.paced[note.reason](formats.duration(note.everyMs));
  return (
    <p
      title={paced ?? undefined}
      data-paced={paced === null ? undefined : note?.reason}
      class={`pill pill-${paused ? 'paused' : shown}`}
      data-testid="connection"
      data-state={shown}
    >
      <span class="pill-dot" aria-hidden="true" />
      <span class="visually-hidden">{texts.connection.label}</span>
      <span class="pill-word">{paused ? texts.connection.paused : texts.connection[shown]}</span>
      {paced !== null && <span class="visually-hidden">{paced}</span>}
      {age !== null && (
        <span class="pill-age" title={texts.connection.age(age)}>
          {age}
        </span>
      )}
    </p>
  );
}
