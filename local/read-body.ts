import type { IncomingMessage } from 'node:http';

/**
 * The body of a request, null when it is longer than the bound. What is too much is read on and dropped, so that the client
 * gets its answer instead of a broken connection.
 * @throws when the client ends the request early
 */
export function readBody(request: IncomingMessage, atMostBytes: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= atMostBytes) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('request ended early')));
  });
}
