import { useEffect, useMemo, useState } from 'preact/hooks';
import { createBoardClient } from '../api/board-client.ts';
import { browserPresence } from '../live/browser-presence.ts';
import { SampleBanner } from '../schedules/sample-banner.tsx';
import { WaitingForSchedules } from '../schedules/waiting-card.tsx';
import { WordsPending } from '../schedules/words-pending.tsx';
import { PageLink } from '../ui/link.tsx';
import { usePage, useTexts } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import { AirportHead } from './airport-head.tsx';
import { AirportProvider, useAirportBoard, useAirportWords } from './airport-context.tsx';
import { BoardControls, BoardTabs } from './board-controls.tsx';
import { BoardPanel } from './board-panel.tsx';
import { createAirportBoard } from './airport-board.ts';
import { createAirportClock } from './airport-clock.ts';
import '../schedules/schedules.css';
import './airport.css';
import type { JSX } from 'preact';

/** An airport, or a city for all its airports, with its departures and arrivals. */
export function AirportPage(): JSX.Element | null {
  const code = useCell(usePage().state.airportCode);
  return code === null ? null : <Airport key={code} code={code} />;
}

function Airport({ code }: { readonly code: string }): JSX.Element {
  const page = usePage();
  const { words, failed, retry } = useAirportWords();
  const [board] = useState(() =>
    createAirportBoard({
      code,
      client: createBoardClient(page.fetch),
      scheduler: page.scheduler,
      address: page.addressBar,
      language: page.language,
      presence: browserPresence,
      nowMs: () => page.serverTime.nowMs(),
    }),
  );
  useEffect(() => board.close, [board]);
  return (
    <main id="main" class="page airport-page" tabIndex={-1} data-testid="airport-page">
      {words === null ? (
        <div class="airport-body">
          <WordsPending failed={failed} retry={retry} />
        </div>
      ) : (
        <AirportProvider value={{ ...words, board }}>
          <SampleNotice />
          <div class="airport-body">
            <AirportContent />
          </div>
        </AirportProvider>
      )}
    </main>
  );
}

/** Says for as long as it is so that the flights are made up. */
function SampleNotice(): JSX.Element | null {
  const { board, texts } = useAirportBoard();
  const reading = useCell(board.reading);
  const [isSample, setSample] = useState(false);
  useEffect(() => {
    if (reading.state === 'ready') setSample(reading.board.sample);
  }, [reading]);
  return isSample ? <SampleBanner title={texts.sampleTitle} text={texts.sampleText} /> : null;
}

function AirportContent(): JSX.Element {
  const { board, texts } = useAirportBoard();
  const reading = useCell(board.reading);
  const place = useCell(board.place);
  const clock = useMemo(() => createAirportClock(place?.timeZone ?? null), [place?.timeZone]);
  if (reading.state === 'unknown') return <UnknownAirport />;
  return (
    <>
      <AirportHead place={place} clock={clock} />
      {reading.state === 'waiting' ? (
        <WaitingForSchedules title={texts.waiting.title} text={texts.waiting.text} />
      ) : (
        <>
          <div class="board-bar">
            <BoardTabs />
            <BoardControls clock={clock} />
          </div>
          <BoardPanel clock={clock} />
        </>
      )}
    </>
  );
}

function UnknownAirport(): JSX.Element {
  const { board, texts } = useAirportBoard();
  const { nav } = useTexts();
  return (
    <div class="airport-unknown" role="status" data-testid="airport-unknown">
      <h1>{texts.unknown.title(board.code)}</h1>
      <p>{texts.unknown.text}</p>
      <div class="page-actions">
        <PageLink to="flights" class="button button-primary">
          {texts.unknown.toSearch}
        </PageLink>
        <PageLink to="map" class="button">
          {nav.map}
        </PageLink>
      </div>
    </div>
  );
}
