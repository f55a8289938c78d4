import { expect, test } from 'vitest';
import { runTopicsTask, type TaskState, type TopicsTasks } from '../../../../tools/aws/topics/run-topics-task.ts';

const running: TaskState = { hasStopped: false, exitCode: null, reason: '' };

/** A task that is in these states one after the other, the last for ever, and says these lines. */
function createTasks(states: readonly TaskState[], lines: readonly (readonly string[])[] = []) {
  let looks = 0;
  let reads = 0;
  const tasks: TopicsTasks = {
    start: () => Promise.resolve('task/1'),
    look: () => Promise.resolve(states[Math.min(looks++, states.length - 1)]!),
    readNewLines: () => Promise.resolve(lines[reads++] ?? []),
  };
  const printed: string[] = [];
  const slept: number[] = [];
  const tools = {
    print: (line: string) => void printed.push(line),
    sleep: (ms: number) => {
      slept.push(ms);
      return Promise.resolve();
    },
  };
  return { tasks, tools, printed, slept };
}

test('the lines of the task are printed as they come, those after its end too, and its exit code is told', async () => {
  const stopped = { hasStopped: true, exitCode: 1, reason: 'Essential container in task exited' };
  const { tasks, tools, printed } = createTasks([running, running, stopped], [[], ['first'], ['second'], ['late']]);
  expect(await runTopicsTask(tasks, tools)).toBe(1);
  expect(printed).toEqual(['Task task/1 has been started beside the brokers', 'first', 'second', 'late']);
});

test('a task that never ran is an error with the reason', async () => {
  const stopped = { hasStopped: true, exitCode: null, reason: 'CannotPullContainerError' };
  const { tasks, tools } = createTasks([stopped]);
  await expect(runTopicsTask(tasks, tools)).rejects.toThrow(/did not run: CannotPullContainerError/);
});

test('a task that does not end is left after ten minutes', async () => {
  const { tasks, tools, slept } = createTasks([running]);
  await expect(runTopicsTask(tasks, tools)).rejects.toThrow(/not ended after 10 minutes/);
  expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(600_000);
});
