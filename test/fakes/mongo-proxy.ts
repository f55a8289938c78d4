import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

/** A command on its way to the server. */
export interface ProxiedCommand {
  /** `insert`, `update`, `find` … */
  readonly name: string;
  /** Collection, `''` for commands that have none. */
  readonly collection: string;
}

/**
 * What happens to a command: it passes; the connection breaks before the server has seen it, or after it was executed
 * and before the answer is through; or the proxy answers with an error of the server's, or with any other answer.
 */
export type Treatment =
  | 'pass'
  | 'break-before'
  | 'break-after'
  | { readonly code: number; readonly message: string }
  | { readonly answer: Document };

export interface MongoProxy {
  /** Connects to the proxied server directly. */
  readonly uri: string;
  /** Decides about every command but those of the connection itself (`hello`, `ping` …). */
  treat(decide: (command: ProxiedCommand) => Treatment): void;
  close(): Promise<void>;
}

const HEADER_BYTES = 16;
const OP_MSG = 2013;
const CONNECTION_COMMANDS = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions', 'saslStart']);
const TEXT = 2;

/** A TCP proxy before a real mongod that speaks enough of its protocol to break a connection at a certain command. */
export async function createMongoProxy(targetUri: string): Promise<MongoProxy> {
  const target = new URL(targetUri);
  const sockets = new Set<Socket>();
  let decide: (command: ProxiedCommand) => Treatment = () => 'pass';
  const server = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port) });
    let breakAtAnswer = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on(
      'data',
      byMessage((message) => {
        const command = commandOf(message);
        const treatment = command === null ? 'pass' : decide(command);
        if (treatment === 'break-before') end();
        else if (typeof treatment === 'object') client.write(answerTo(message, treatment));
        else {
          breakAtAnswer ||= treatment === 'break-after';
          upstream.write(message);
        }
      }),
    );
    upstream.on('data', (data) => {
      if (breakAtAnswer) end();
      else client.write(data);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/?directConnection=true`,
    treat: (next) => {
      decide = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Cuts a stream into the protocol's messages, each led by its length. */
function byMessage(handle: (message: Buffer) => void): (data: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (data) => {
    pending = Buffer.concat([pending, data]);
    while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
      const length = pending.readInt32LE(0);
      handle(pending.subarray(0, length));
      pending = pending.subarray(length);
    }
  };
}

/** The first element of a command's document is its name with the collection as value. */
function commandOf(message: Buffer): ProxiedCommand | null {
  if (message.readInt32LE(12) !== OP_MSG) return null;
  const element = HEADER_BYTES + 4 + 1 + 4;
  const nameEnd = message.indexOf(0, element + 1);
  const name = message.toString('latin1', element + 1, nameEnd);
  if (CONNECTION_COMMANDS.has(name)) return null;
  if (message[element] !== TEXT) return { name, collection: '' };
  const length = message.readInt32LE(nameEnd + 1);
  return { name, collection: message.toString('utf8', nameEnd + 5, nameEnd + 4 + length) };
}

function answerTo(request: Buffer, treatment: Exclude<Treatment, string>): Buffer {
  const body = BSON.serialize(
    'answer' in treatment ? treatment.answer : { ok: 0, code: treatment.code, errmsg: treatment.message },
  );
  const answer = Buffer.alloc(HEADER_BYTES + 5 + body.length);
  answer.writeInt32LE(answer.length, 0);
  answer.writeInt32LE(request.readInt32LE(4), 8);
  answer.writeInt32LE(OP_MSG, 12);
  answer.set(body, HEADER_BYTES + 5);
  return answer;
}
