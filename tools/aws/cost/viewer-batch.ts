import { MAX_FRAME_BYTES } from '#contracts/live-frame.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import { FRAMES, VIEWER_TRAFFIC, type ViewerKind } from './measured.ts';

/** What there is to send. */
export interface SentStream {
  readonly recordsPerSecond: number;
  /** Batches of the broadcast. */
  readonly batchesPerSecond: number;
  readonly aircraft: number;
}

/** What one viewer is sent in one frame. */
export interface ViewerFrame {
  /** Of one level, or as often as batches come. */
  readonly everySeconds: number;
  readonly rows: number;
  /** One, but for frames of more than 32 KB; API Gateway meters one message for each of them. */
  readonly messages: number;
  readonly bytes: number;
}

/** The newest row of each aircraft in the viewer's tiles, and the texts of those that are new to it. */
export function viewerFrameOf(kind: ViewerKind, stream: SentStream): ViewerFrame {
  const { recordsPerSecond, batchesPerSecond, aircraft } = stream;
  const { level, recordShare, introductionsPerRow } = VIEWER_TRAFFIC[kind];
  const batchSeconds = batchesPerSecond === 0 ? 0 : 1 / batchesPerSecond;
  const everySeconds = Math.max(batchSeconds, LEVEL_RULES[level].frameEveryMs / 1000);
  const rows = Math.min(recordsPerSecond * everySeconds, aircraft) * recordShare;
  const { bytesPerRow, bytesPerFrame, bytesPerText } = FRAMES;
  const rowBytes = rows * (bytesPerRow + introductionsPerRow * bytesPerText);
  const messages = messagesOf(rows, bytesPerFrame + rowBytes);
  return { everySeconds, rows, messages, bytes: messages * bytesPerFrame + rowBytes };
}

/** As few as hold the rows; where there is less than one row, most frames are none. */
function messagesOf(rows: number, bytes: number): number {
  return rows < 1 ? 1 - Math.exp(-rows) : Math.ceil(bytes / MAX_FRAME_BYTES);
}

/** What one viewer is sent for one batch, on the average of those that bring a frame and those that don't. */
export interface ViewerBatch {
  readonly messages: number;
  readonly bytes: number;
}

export function viewerBatchOf(kind: ViewerKind, stream: SentStream): ViewerBatch {
  const { everySeconds, messages, bytes } = viewerFrameOf(kind, stream);
  const frames = stream.batchesPerSecond === 0 ? 0 : 1 / (everySeconds * stream.batchesPerSecond);
  return { messages: messages * frames, bytes: bytes * frames };
}
