import { describe, expect, it } from 'vitest';
import type { Board } from '#contracts/http-board.ts';
import { createAirportBoard } from '../../../frontend/src/airport/airport-board.ts';
import { ApiError } from '../../../frontend/src/api/api-error.ts';
import type { BoardClient } from '../../../frontend/src/api/board-client.ts';
import type { Language } from '../../../frontend/src/i18n/languages.ts';
import { createCell } from '../../../frontend/src/state/cell.ts';
import { createBrowserHistory } from '../../fakes/browser-history.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';
import { aBoard, SCHEDULED_MS } from '../../fixtures/board-flight.ts';

const MINUTE_MS = 60_000;

async function setUp(start = '/airports/FRA', code = 'FRA') {
  const asked: string[] = [];
  const server = {
    failure: null as ApiError | null,
    /** Answers that wait for the test. */
    held: null as (() => void)[] | null,
  };
  const client: BoardClient = {
    async board(of, { direction, window, language }): Promise<Board> {
      asked.push([of, direction, window?.fromMs ?? 'now', language].join(' '));
      const { failure, held } = server;
      if (held !== null) await new Promise<void>((resolve) => held.push(resolve));
      if (failure !== null) throw failure;
      return aBoard({ direction });
    },
  };
  const scheduler = createManualScheduler();
  const history = createBrowserHistory(start);
  const language = createCell<Language>('fr');
  const seen = { isHidden: false, listeners: new Set<() => void>() };
  const board = createAirportBoard({
    code,
    client,
    scheduler,
    address: history.bar,
    language,
    presence: {
      isHidden: () => seen.isHidden,
      subscribe: (listener) => {
        seen.listeners.add(listener);
        return () => seen.listeners.delete(listener);
      },
    },
    nowMs: () => SCHEDULED_MS,
  });
  const setHidden = (isHidden: boolean): void => {
    seen.isHidden = isHidden;
    for (const listener of seen.listeners) listener();
  };
  await scheduler.advance(0);
  return { board, asked, server, scheduler, history, language, setHidden };
}

const stateOf = ({ board }: Awaited<ReturnType<typeof setUp>>) => board.reading.get().state;

describe('board of an airport', () => {
  it('shows what the server shows of itself, and renews it every minute', async () => {
    const test = await setUp();
    expect(stateOf(test)).toBe('ready');
    await test.scheduler.advance(2 * MINUTE_MS);
    expect(test.asked).toEqual(Array.from({ length: 3 }, () => 'FRA departures now fr'));
  });

  it('does not ask while the page is hidden, and at once when it is looked at again', async () => {
    const test = await setUp();
    test.setHidden(true);
    await test.scheduler.advance(10 * MINUTE_MS);
    expect(test.asked).toHaveLength(1);
    test.setHidden(false);
    await test.scheduler.advance(0);
    expect(test.asked).toHaveLength(2);
  });

  it('keeps direction, day and filter in the address, and brings them back from the history', async () => {
    const test = await setUp('/airports/FRA?lang=de');
    test.board.showDirection('arrivals');
    test.board.showDate('2026-12-02');
    await test.scheduler.advance(0);
    expect(test.history.current()).toBe('/airports/FRA?lang=de&direction=arrivals&date=2026-12-02');
    expect(test.asked.at(-1)).toBe(`FRA arrivals ${Date.UTC(2026, 11, 1, 23)} fr`);
    test.board.filter('lh');
    await test.scheduler.advance(1000);
    expect(test.history.current()).toContain('q=lh');
    expect(test.history.entries).toHaveLength(3);
    test.history.go(-2);
    await test.scheduler.advance(0);
    expect(test.board.view.get()).toEqual({ direction: 'departures', date: null, filter: '' });
    expect(test.asked.at(-1)).toBe('FRA departures now fr');
  });

  it('learns the zone of the place before it asks for a day there', async () => {
    const { asked } = await setUp('/airports/FRA?date=2026-12-02');
    expect(asked).toEqual([`FRA departures ${SCHEDULED_MS} fr`, `FRA departures ${Date.UTC(2026, 11, 1, 23)} fr`]);
  });

  it('discards an answer that something newer was asked after', async () => {
    const test = await setUp();
    test.server.held = [];
    test.board.showDirection('arrivals');
    await test.scheduler.advance(0);
    const [late] = test.server.held;
    test.server.held = null;
    test.board.showDirection('departures');
    await test.scheduler.advance(0);
    late?.();
    await test.scheduler.advance(0);
    const reading = test.board.reading.get();
    expect(reading.state === 'ready' && reading.board.direction).toBe('departures');
  });

  it('keeps a board that could not be renewed and says so; the next renewal mends it', async () => {
    const test = await setUp();
    test.server.failure = new ApiError(500, 'refused', 'broken');
    await test.scheduler.advance(MINUTE_MS);
    expect(test.board.reading.get()).toMatchObject({ state: 'ready', isOutdated: true });
    test.server.failure = null;
    await test.scheduler.advance(MINUTE_MS);
    expect(test.board.reading.get()).toMatchObject({ state: 'ready', isOutdated: false });
  });

  it.each([
    [404, 'unknown'],
    [503, 'waiting'],
    [500, 'failed'],
  ])('%i means %s', async (status, state) => {
    const test = await setUp();
    test.server.failure = new ApiError(status, status === 404 ? 'not_found' : 'refused', 'no');
    test.board.again();
    await test.scheduler.advance(0);
    expect(stateOf(test)).toBe(state);
  });

  it('asks every 5 s while nothing is stored, until there is', async () => {
    const test = await setUp();
    test.server.failure = new ApiError(503, 'refused', 'nothing stored');
    test.board.again();
    await test.scheduler.advance(15_000);
    expect(test.asked).toHaveLength(5);
    test.server.failure = null;
    await test.scheduler.advance(5000);
    expect(stateOf(test)).toBe('ready');
  });

  it('asks nothing for a code that no airport can have', async () => {
    const test = await setUp('/airports/EDDF', 'EDDF');
    expect([stateOf(test), test.asked]).toEqual(['unknown', []]);
  });

  it('asks again in another language without hiding what there is', async () => {
    const test = await setUp();
    test.language.set('de');
    expect(stateOf(test)).toBe('ready');
    await test.scheduler.advance(0);
    expect(test.asked.at(-1)).toBe('FRA departures now de');
  });

  it('ends when it is closed', async () => {
    const test = await setUp();
    test.board.close();
    await test.scheduler.advance(5 * MINUTE_MS);
    expect(test.asked).toHaveLength(1);
    expect(test.scheduler.pending).toBe(0);
  });
});
