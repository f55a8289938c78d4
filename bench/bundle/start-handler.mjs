/**
 * One start of a function in a process of its own: `node start-handler.mjs <module> <event as JSON>`; with the event null it
 * is only loaded. Plain JavaScript, so that nothing is counted that Lambda's runtime doesn't do: the milliseconds are those
 * since the process began.
 */
const [, , address, event] = process.argv;
const startedMs = performance.now();
const { handler } = await import(address);
const readyMs = performance.now();
const { user, system } = process.cpuUsage();
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 10_000 };
const readyCpuMs = (user + system) / 1000;
const outcome = event === 'null' ? 'not invoked' : await invoke(JSON.parse(event));
const answeredMs = performance.now();
const line = JSON.stringify({ startedMs, readyMs, readyCpuMs, answeredMs, outcome });
process.stdout.write(`${line}\n`, () => process.exit(0));

async function invoke(input) {
  try {
    const answer = await handler(input, context);
    return `answered ${answer?.statusCode ?? ''}`.trim();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
