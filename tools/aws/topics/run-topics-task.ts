/** A task as it is at the moment. */
export interface TaskState {
  readonly hasStopped: boolean;
  /** Of its container; null where it never ran. */
  readonly exitCode: number | null;
  /** Why it stopped, in the words of ECS. */
  readonly reason: string;
}

/** What is needed to run a task once and to see what it says. */
export interface TopicsTasks {
  /** @returns what the task is known by from now on */
  start(): Promise<string>;
  look(task: string): Promise<TaskState>;
  /** @returns lines that were not returned before */
  readNewLines(task: string): Promise<readonly string[]>;
}

export interface TopicsTaskTools {
  readonly print: (line: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
}

const LOOK_EVERY_MS = 3000;
/** Ten minutes: fetching the image takes one, the command seconds. */
const MOST_LOOKS = 200;
/** The last lines of a task may come a little after its end. */
const LATE_LINES_MS = 5000;

/**
 * Runs the task that brings the topics into line, and prints what it says while it goes on.
 * @returns its exit code
 * @throws Error where it didn't run, or didn't end
 */
export async function runTopicsTask(tasks: TopicsTasks, { print, sleep }: TopicsTaskTools): Promise<number> {
  const task = await tasks.start();
  print(`Task ${task} has been started beside the brokers`);
  const printNewLines = async (): Promise<void> => {
    for (const line of await tasks.readNewLines(task)) print(line);
  };
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await sleep(LOOK_EVERY_MS);
    const { hasStopped, exitCode, reason } = await tasks.look(task);
    await printNewLines();
    if (!hasStopped) continue;
    await sleep(LATE_LINES_MS);
    await printNewLines();
    if (exitCode === null) throw new Error(`the task did not run: ${reason}`);
    return exitCode;
  }
  const minutes = (LOOK_EVERY_MS * MOST_LOOKS) / 60_000;
  throw new Error(`task ${task} has not ended after ${minutes} minutes: look at it in the console of ECS`);
}
