import type { Board, BoardDirection } from '#contracts/http-board.ts';
import type { Language } from '../i18n/languages.ts';
import { checked, createApiRequest, type Fetch } from './api-request.ts';

export interface AskedBoard {
  readonly direction: BoardDirection;
  /** Scheduled times there, both included, epoch ms; without it what the server shows of itself: from two hours ago. */
  readonly window: BoardWindow | null;
  readonly language: Language;
}

export interface BoardWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The part of the API that an airport's page needs. Every call can be aborted, ends within 15 s and fails with an `ApiError`. */
export interface BoardClient {
  /** @param code of an airport or a city. Fails with 404 for one that is not stored, with 503 while nothing is. */
  board(code: string, asked: AskedBoard, signal?: AbortSignal): Promise<Board>;
}

/** @param fetchImplementation the browser's `fetch` */
export function createBoardClient(fetchImplementation: Fetch): BoardClient {
  const { get } = createApiRequest(fetchImplementation);
  return {
    async board(code, { direction, window, language }, signal) {
      const query = new URLSearchParams({ direction, lang: language });
      if (window !== null) {
        query.set('from', String(window.fromMs));
        query.set('to', String(window.toMs));
      }
      const url = `/api/airports/${encodeURIComponent(code)}/board?${query.toString()}`;
      const [body, { boardSchema }] = await Promise.all([get(url, { signal }), import('#contracts/http-board.ts')]);
      return checked(url, body, (value) => boardSchema.parse(value));
    },
  };
}
