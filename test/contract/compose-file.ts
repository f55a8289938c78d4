import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** Text of localstack-compose.yml, with its variables. */
export const composeText = readFileSync(new URL('../../localstack-compose.yml', import.meta.url), 'utf8');

/** What Compose takes `${NAME:-default}` for: the variable, or the default where it is unset or empty. */
export const COMPOSE_VARIABLE = /\$\{(\w+):-([^}]*)\}/g;

const service = z.object({
  image: z.string(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  ports: z.array(z.string()),
  volumes: z.array(z.string()),
  mem_limit: z.string(),
  logging: z.object({
    driver: z.literal('json-file'),
    options: z.object({ 'max-size': z.string(), 'max-file': z.string() }),
  }),
  profiles: z.array(z.string()).optional(),
  healthcheck: z.object({
    test: z.tuple([z.literal('CMD')], z.string()),
    interval: z.string(),
    timeout: z.string(),
    retries: z.number(),
  }),
});

/** What this project holds its own file to: the Compose specification allows more, and less. */
const composeFile = z.object({
  services: z.strictObject({ mongo: service, kafka: service, localstack: service }),
  volumes: z.record(z.string(), z.unknown()),
});

export type ComposeFile = z.infer<typeof composeFile>;

/** The file as Compose sees it with these variables. */
export function readComposeDocument(variables: Readonly<Record<string, string>> = {}): unknown {
  const interpolated = composeText.replaceAll(
    COMPOSE_VARIABLE,
    (_, name: string, otherwise: string) => variables[name] || otherwise,
  );
  return parse(interpolated);
}

/**
 * The file with a service each for MongoDB, Kafka and LocalStack, all with a bound of memory and log and a health check.
 * @throws naming what one of them lacks
 */
export function readComposeFile(variables?: Readonly<Record<string, string>>): ComposeFile {
  return composeFile.parse(readComposeDocument(variables));
}
