import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { BSON } from 'mongodb';

/** As whom one connection logged in. */
export interface AwsLogin {
  readonly accessKeyId: string;
  readonly token: string;
}

export interface MongoAwsServer {
  /** With MONGODB-AWS. */
  readonly uri: string;
  readonly logins: readonly AwsLogin[];
  /** Ends all connections, as a server's restart does. */
  dropConnections(): void;
  close(): Promise<void>;
}

const OP_MSG = 2013;
const OP_QUERY = 2004;
const HEADER_BYTES = 16;
const HELLO = {
  ...{ ismaster: true, isWritablePrimary: true, helloOk: true, minWireVersion: 0, maxWireVersion: 25 },
  ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000, ok: 1 },
};

/**
 * What of a MongoDB server a login with MONGODB-AWS needs, which only Atlas and the enterprise server have: the SASL
 * conversation of the driver's specification (auth.md, "MONGODB-AWS"). The signature is not checked; every other command
 * is answered with ok.
 */
export async function startMongoAwsServer(): Promise<MongoAwsServer> {
  const logins: AwsLogin[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
        const length = received.readInt32LE(0);
        socket.write(replyTo(received.subarray(0, length), logins));
        received = received.subarray(length);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const dropConnections = (): void => sockets.forEach((socket) => void socket.destroy());
  return {
    uri: `mongodb://127.0.0.1:${port}/?authSource=%24external&authMechanism=MONGODB-AWS&directConnection=true`,
    logins,
    dropConnections,
    close: async () => {
      dropConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function replyTo(message: Buffer, logins: AwsLogin[]): Buffer {
  const body = BSON.serialize(answerOf(commandOf(message), logins));
  const reply = Buffer.alloc(HEADER_BYTES + 5);
  reply.writeInt32LE(reply.length + body.length, 0);
  reply.writeInt32LE(message.readInt32LE(4), 8);
  reply.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([reply, body]);
}

function commandOf(message: Buffer): BSON.Document {
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) return BSON.deserialize(message.subarray(HEADER_BYTES + 5));
  if (opCode !== OP_QUERY) throw new Error(`no answer to op code ${opCode}`);
  const afterName = message.indexOf(0, HEADER_BYTES + 4) + 1;
  return BSON.deserialize(message.subarray(afterName + 8));
}

function answerOf(command: BSON.Document, logins: AwsLogin[]): BSON.Document {
  if ('ismaster' in command || 'hello' in command) return HELLO;
  if ('saslStart' in command) return { ok: 1, conversationId: 1, done: false, payload: serverFirst(command) };
  if ('saslContinue' in command) {
    const { a: authorization, t: token } = payloadOf(command);
    logins.push({ accessKeyId: /Credential=([^/]+)/.exec(String(authorization))?.[1] ?? '', token: String(token) });
    return { ok: 1, conversationId: 1, done: true, payload: new BSON.Binary(Buffer.alloc(0)) };
  }
  return { ok: 1 };
}

/** The client's nonce with as many bytes of the server's, and where the client shall sign for. */
function serverFirst(command: BSON.Document): BSON.Binary {
  const { r: nonce } = payloadOf(command);
  if (!(nonce instanceof BSON.Binary)) throw new Error('saslStart without a nonce');
  const nonces = Buffer.concat([nonce.buffer, Buffer.alloc(32, 7)]);
  return new BSON.Binary(BSON.serialize({ s: new BSON.Binary(nonces), h: 'sts.eu-central-1.amazonaws.com' }));
}

function payloadOf({ payload }: BSON.Document): BSON.Document {
  if (!(payload instanceof BSON.Binary)) throw new Error('a SASL command without a payload');
  return BSON.deserialize(payload.buffer);
}
