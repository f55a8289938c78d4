import { MAX_FRAME_ROWS } from '#contracts/live-frame.ts';
import { FRAMES, VIEWER_TRAFFIC, type ViewerKind } from './measured.ts';

/** Bytes that API Gateway meters as one message of a WebSocket API. */
export const MESSAGE_UNIT_BYTES = 32 * 1024;

/** What one viewer is sent for one batch. */
export interface ViewerBatch {
  readonly rows: number;
  readonly messages: number;
  /** In units of 32 KB. */
  readonly meteredMessages: number;
  readonly bytes: number;
}

/** The newest row of each aircraft in the viewer's box, and the texts of those that are new to it. */
export function viewerBatchOf(
  kind: ViewerKind,
  { records, aircraft }: { readonly records: number; readonly aircraft: number },
): ViewerBatch {
  const { recordShare, introductionsPerRow } = VIEWER_TRAFFIC[kind];
  const rows = Math.min(records, aircraft) * recordShare;
  const frames = framesOf(rows);
  const frameBytes = frames * FRAMES.bytesPerFrame + rows * FRAMES.bytesPerRow;
  const texts = 1 - Math.exp(-rows * introductionsPerRow);
  return {
    rows,
    messages: frames + texts,
    meteredMessages: frames === 0 ? 0 : frames * meteredMessages(frameBytes / frames) + texts,
    bytes: frameBytes + texts * FRAMES.bytesPerTextMessage,
  };
}

/** As few as hold the rows; where there is less than one row, most batches bring none. */
export function framesOf(rows: number): number {
  return rows < 1 ? 1 - Math.exp(-rows) : Math.ceil(Math.round(rows) / MAX_FRAME_ROWS);
}

/** One message counts once for each 32 KB that it has begun. */
export function meteredMessages(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / MESSAGE_UNIT_BYTES));
}
