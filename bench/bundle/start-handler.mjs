/**
 * One start of a function in a process of its own: `node start-handler.mjs <module> <event as JSON>`;
 * with the event null it is only loaded. Plain JavaScript, so
 * that nothing is counted that Lambda's runtime doesn't do: the milliseconds are those since the process began.
 */
const [, , address, event] = process.argv;
const startedMs = performance.now();
const { handler } = await import(address);
const readyMs = performance.now();
const { user, system } = process.cpuUsage();
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 10_000 };
let outcome;
try {
  const answer = await handler(JSON.parse(event), context);
  outcome = `answered ${answer?.statusCode ?? ''}`.trim();
} catch (error) {
  outcome = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
const answeredMs = performance.now();
const readyCpuMs = (user + system) / 1000;
process.stdout.write(`${JSON.stringify({ startedMs, readyMs, readyCpuMs, answeredMs, outcome })}\n`, () =>
  process.exit(0),
);
