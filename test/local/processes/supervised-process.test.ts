import { describe, expect, it } from 'vitest';
import { identifyProcess } from '../../../local/processes/process-identity.ts';
import { describeExit } from '../../../local/processes/process-exit.ts';
import { startProcess, type SupervisedProcess } from '../../../local/processes/supervised-process.ts';

const node = (script: string, graceMs = 5000): SupervisedProcess =>
  startProcess({ name: 'child', command: process.execPath, args: ['-e', script], graceMs });

const STAYS = 'setInterval(() => undefined, 1000); console.log("here");';

describe('a supervised process', () => {
  it('tells its exit code and its last lines of both streams', async () => {
    const exit = await node('console.log("one"); console.error("two"); process.exitCode = 3').exited;
    expect(exit).toMatchObject({ code: 3, signal: null });
    expect([...exit.lastLines].sort()).toEqual(['one', 'two']);
    expect(describeExit('child', exit)).toContain('child ended with code 3');
  });

  it('keeps only the last lines of a talkative child', async () => {
    const exit = await node('for (let n = 0; n < 1000; n += 1) console.log(n)').exited;
    expect(exit.lastLines).toHaveLength(100);
    expect(exit.lastLines.at(-1)).toBe('999');
  });

  it('tells the cause in a long stack trace, not the trace', async () => {
    const trace = Array.from({ length: 50 }, (_, n) => `\tat java.base/Some.call(${n})`).join('\n');
    const exit = await node(`console.error(${JSON.stringify(`Caused by: Address already in use\n${trace}`)})`).exited;
    expect(describeExit('kafka', exit)).toBe('kafka ended with code 0\n  Caused by: Address already in use');
  });

  it('ends by SIGTERM and is gone when stop resolves, called twice too', async () => {
    const child = node(STAYS);
    await child.whenLine((line) => line === 'here', 10_000);
    await Promise.all([child.stop(), child.stop()]);
    expect(await child.exited).toMatchObject({ signal: 'SIGTERM' });
    expect(identifyProcess(child.pid)).toBeNull();
  });

  it('is killed when it takes no notice of SIGTERM', async () => {
    const child = node(`process.on("SIGTERM", () => undefined); ${STAYS}`, 100);
    await child.whenLine((line) => line === 'here', 10_000);
    await child.stop();
    expect(await child.exited).toMatchObject({ signal: 'SIGKILL' });
  });

  it('gets messages on its channel; where there is no channel or no child that is an error', async () => {
    const args = ['-e', `process.on('message', (message) => console.log(message.text)); ${STAYS}`];
    const child = startProcess({ name: 'child', command: process.execPath, args, withChannel: true, graceMs: 100 });
    await child.whenLine((line) => line === 'here', 10_000);
    const heard = child.whenLine((line) => line === 'hello', 10_000);
    await child.send({ text: 'hello' });
    await heard;
    await child.stop();
    await expect(child.send({ text: 'gone' })).rejects.toThrow();
    const mute = node(STAYS, 100);
    await expect(mute.send({ text: 'hello' })).rejects.toThrow();
    await mute.stop();
  });

  it('rejects a wait for a line when it ends before, with its last words', async () => {
    const child = node('console.error("no space left"); process.exit(1)');
    await expect(child.whenLine(() => false, 10_000)).rejects.toThrow(/child ended with code 1[\s\S]*no space left/);
  });

  it('rejects a wait for a line that takes too long', async () => {
    const child = node(STAYS);
    await expect(child.whenLine(() => false, 50)).rejects.toThrow('child was not ready after 0.05 s');
    await child.stop();
  });

  it('names a command that is not there', async () => {
    const exit = await startProcess({ name: 'mvn', command: 'no-such-command', args: [] }).exited;
    expect(describeExit('mvn', exit)).toContain('no-such-command');
  });

  it('is in a process group of its own, so that Ctrl-C does not reach it', async () => {
    const child = startProcess({ name: 'ps', command: 'sh', args: ['-c', 'echo $$; cut -d" " -f5 /proc/$$/stat'] });
    const { lastLines } = await child.exited;
    expect(lastLines[1]).toBe(lastLines[0]);
  });
});
