import { createHash } from 'node:crypto';
import { compress, type Coding } from './compression.ts';

/** The body of an answer with what its delivery costs, each worked out once however often it is sent. */
export interface AnswerBody {
  readonly plain: Buffer;
  readonly etag: string;
  encoded(coding: Coding): Promise<Buffer>;
}

export function createAnswerBody(text: string): AnswerBody {
  const plain = Buffer.from(text);
  const kept = new Map<Coding, Promise<Buffer>>();
  return {
    plain,
    etag: entityTag(plain),
    encoded(coding) {
      const known = kept.get(coding);
      if (known !== undefined) return known;
      const compressed = compress(plain, coding);
      kept.set(coding, compressed);
      return compressed;
    },
  };
}

/** Weak, because it names the content and not one of its codings. */
export function entityTag(body: Buffer): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}
