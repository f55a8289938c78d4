import { describe, expect, it } from 'vitest';
import { containerAddress } from '../../../local/aws/container-address.ts';

const HOST = '172.20.0.1';

async function seen(address: string): Promise<{ address: string; opened: number[] }> {
  const opened: number[] = [];
  const relay = {
    open: async (port: number): Promise<void> => {
      opened.push(port);
    },
  };
  return { address: await containerAddress(address, { relay, host: HOST }), opened };
}

describe('the address of something here, for a container', () => {
  it.each([
    ['http://127.0.0.1:8090/v1', `http://${HOST}:8090/v1`, 8090],
    ['http://localhost:4000', `http://${HOST}:4000`, 4000],
    ['mongodb://127.0.0.1:27017/?replicaSet=airlines', `mongodb://${HOST}:27017/?directConnection=true`, 27_017],
    ['mongodb://127.0.0.1:27018', `mongodb://${HOST}:27018/?directConnection=true`, 27_018],
    [
      'mongodb://me:p%40ss@localhost:27017/airlines?replicaSet=rs&authSource=admin',
      `mongodb://me:p%40ss@${HOST}:27017/airlines?authSource=admin&directConnection=true`,
      27_017,
    ],
  ])('turns %s into %s and opens its port', async (address, expected, port) => {
    expect(await seen(address)).toEqual({ address: expected, opened: [port] });
  });

  it.each([
    'mongodb+srv://cluster0.abcde.mongodb.net/?authSource=admin',
    'https://api.lufthansa.com/v1',
    'http://127.0.0.1.example:80/',
    'https://example.com/?next=http://127.0.0.1:80/',
  ])('leaves %s, which is elsewhere, as it is', async (address) => {
    expect(await seen(address)).toEqual({ address, opened: [] });
  });

  it('wants the port of what is here', async () => {
    await expect(seen('http://127.0.0.1/v1')).rejects.toThrow('must name its port');
  });
});
