/**
 * Unit tests that change what a process has but once: its environment, its output, its clock, its `fetch`, a client's class.
 * They get a process each; all others share one, since modules hold no state.
 */
export const CHANGING_GLOBALS = [
  'test/packages/contracts/http-api.test.ts',
  'test/packages/adapters/observability/*.test.ts',
  'test/lambdas/admin-api/app.test.ts',
  'test/local/aws/emulated-account.test.ts',
  'test/local/schedule.test.ts',
  'test/local/etl/notice-waiting.test.ts',
  'test/local/functions/retries-of.test.ts',
  'test/tools/aws/client-settings.test.ts',
  'test/packages/adapters/aws/*.test.ts',
  'test/packages/adapters/kafka/kafka-client.test.ts',
  'test/packages/adapters/websocket/management-api.test.ts',
  'test/services/position-producer/sources/opensky-secret.test.ts',
  'test/tools/aws/admin/sending-switch.test.ts',
  'test/tools/aws/outputs/list-stacks.test.ts',
  'test/tools/aws/preflight/aws-account.test.ts',
  'test/tools/aws/topics/ecs-topics-tasks.test.ts',
];
