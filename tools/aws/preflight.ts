/**
 * `npm run preflight [-- --stage dev] [--settings '{…}']`: looks whether everything is there that a deployment needs, each
 * with its remedy, before anything is created. It only reads. Exit code 0 when nothing stops a deployment.
 */
import { existsSync, readFileSync } from 'node:fs';
import { probeCommand } from '../../local/start/preflight.ts';
import { findRegion } from './client-settings.ts';
import { endWith, HELP, readArguments, refuseMore, stageOption, TEXT, textOption } from './command-line.ts';
import { createAwsAccount, isKnownHost } from './preflight/aws-account.ts';
import { logIn } from './preflight/database-login.ts';
import { lookAround } from './preflight/look-around.ts';
import { reportLines, summaryOf } from './preflight/report.ts';

const HELP_TEXT = `npm run preflight -- [--stage dev] [--settings '{"databaseHost":"…"}']

  --stage dev       the stage (AIRLINES_STAGE)
  --settings JSON   settings that go before those of deployment.json, as cdk's -c settings`;
const CHECK_TIMEOUT_MS = 25_000;
const ROOT = new URL('../../', import.meta.url);

await endWith(async () => {
  const given = readArguments(process.argv.slice(2), { ...HELP, stage: TEXT, settings: TEXT });
  if (given.values['help'] === true) {
    console.log(HELP_TEXT);
    return 0;
  }
  refuseMore(given.positionals);
  const ownSettings = new URL('deployment.json', ROOT);
  const checked = await lookAround({
    settings: {
      stage: stageOption(given, process.env),
      file: existsSync(ownSettings) ? readFileSync(ownSettings, 'utf8') : null,
      context: textOption(given, 'settings'),
    },
    region: await findRegion(process.env),
    accountIn: createAwsAccount,
    database: { isKnownHost, logIn: (login) => logIn(login) },
    builder: { command: process.env['CDK_DOCKER'] || 'docker', arch: process.arch },
    probe: probeCommand,
    hasPage: existsSync(new URL('frontend/dist/index.html', ROOT)),
    timeoutMs: CHECK_TIMEOUT_MS,
  });
  const { text, isBlocked } = summaryOf(checked);
  console.log([...reportLines(checked), '', text].join('\n'));
  return isBlocked ? 1 : 0;
}, HELP_TEXT);
