import { connect } from 'node:net';
import { createLineSplitter } from './line-splitter.ts';

export interface TcpLinesOptions {
  readonly host: string;
  readonly port: number;
  readonly maxLength: number;
  readonly clock: () => number;
  readonly onLine: (line: string) => void;
  readonly onTooLong: () => void;
}

/** Lines of text that a server sends to whoever connects. */
export interface TcpLines {
  /** Resolves when the connection is over, with the reason for people. */
  readonly ended: Promise<string>;
  isConnected(): boolean;
  /** When a byte last came, or the connection was begun; epoch ms. */
  lastByteAtMs(): number;
  /** Bytes so far. */
  bytes(): number;
  close(): void;
}

export function openTcpLines(options: TcpLinesOptions): TcpLines {
  const { host, port, clock } = options;
  const splitter = createLineSplitter(options);
  const socket = connect({ host, port, keepAlive: true });
  let isConnected = false;
  let lastByteAtMs = clock();
  let bytes = 0;
  // Whatever comes is ASCII, or none of ours.
  socket.setEncoding('latin1');
  socket.on('connect', () => {
    isConnected = true;
    lastByteAtMs = clock();
  });
  socket.on('data', (text: string) => {
    lastByteAtMs = clock();
    bytes += text.length;
    splitter.push(text);
  });
  const ended = new Promise<string>((resolve) => {
    socket.on('error', (error) => resolve(describe(error, isConnected)));
    socket.on('close', () => resolve('the receiver closed the connection'));
  });
  return {
    ended,
    isConnected: () => isConnected,
    lastByteAtMs: () => lastByteAtMs,
    bytes: () => bytes,
    close: () => void socket.destroy(),
  };
}

function describe(error: Error, wasConnected: boolean): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return `${wasConnected ? 'the connection broke' : "can't be reached"}: ${code}`;
}
