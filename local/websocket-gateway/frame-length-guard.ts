/**
 * Follows the frames of a client's byte stream and tells when one claims more than the bound. The WebSocket library bounds
 * whole messages only; API Gateway bounds every frame too.
 */
export interface FrameLengthGuard {
  /** Takes the next bytes; true once a frame is too long, and from then on. */
  exceeds(chunk: Buffer): boolean;
}

const MASK_BYTES = 4;
/** Two bytes, up to eight of extended length. */
const LONGEST_HEADER_BYTES = 10;

export function createFrameLengthGuard(frameBytes: number): FrameLengthGuard {
  let header = Buffer.alloc(0);
  let bodyLeft = 0;
  let isExceeded = false;

  return {
    exceeds(chunk) {
      let at = 0;
      while (at < chunk.length && !isExceeded) {
        if (bodyLeft > 0) {
          const skipped = Math.min(bodyLeft, chunk.length - at);
          bodyLeft -= skipped;
          at += skipped;
          continue;
        }
        const before = header.length;
        header = Buffer.concat([header, chunk.subarray(at, at + LONGEST_HEADER_BYTES - before)]);
        const frame = readFrameHeader(header);
        if (frame === null) return false;
        at += frame.headerBytes - before;
        header = Buffer.alloc(0);
        bodyLeft = frame.payloadBytes + (frame.isMasked ? MASK_BYTES : 0);
        isExceeded = frame.payloadBytes > frameBytes;
      }
      return isExceeded;
    },
  };
}

/** Null while bytes of the header are missing. The mask is counted to what follows. */
function readFrameHeader(
  header: Buffer,
): { readonly headerBytes: number; readonly payloadBytes: number; readonly isMasked: boolean } | null {
  if (header.length < 2) return null;
  const second = header.readUInt8(1);
  const isMasked = (second & 0x80) !== 0;
  const short = second & 0x7f;
  if (short < 126) return { headerBytes: 2, payloadBytes: short, isMasked };
  const headerBytes = short === 126 ? 4 : 10;
  if (header.length < headerBytes) return null;
  return {
    headerBytes,
    payloadBytes: short === 126 ? header.readUInt16BE(2) : Number(header.readBigUInt64BE(2)),
    isMasked,
  };
}
