/**
 * `npm run smoke -- URL [--timeout 20]`: looks at a site from outside, as `npm run outputs` names it (SiteUrl) or `npm start`
 * prints it, and says of each thing whether it is as it must be. Changes nothing. Exit code 1 where something failed.
 */
import { endWith, HELP, readArguments, refuseMore, textOption, TEXT, UsageError, type Given } from './command-line.ts';
import { reportLine, reportSummary } from './smoke/report.ts';
import { runSmoke } from './smoke/run-smoke.ts';
import { siteOrigin } from './smoke/site-origin.ts';

const HELP_TEXT = `npm run smoke -- URL [--timeout 20]

  URL             the site: https://… (npm run outputs) or http://127.0.0.1:8080 (npm start)
  --timeout 20    seconds that an answer, and the first frame, may take`;
const DEFAULT_TIMEOUT_S = 20;
const MOST_TIMEOUT_S = 300;

await endWith(async () => {
  const given = readArguments(process.argv.slice(2), { ...HELP, timeout: TEXT });
  if (given.values['help'] === true) {
    console.log(HELP_TEXT);
    return 0;
  }
  const [url, ...more] = given.positionals;
  if (url === undefined) throw new UsageError('The address of the site is missing');
  refuseMore(more);
  const onOutcome = (outcome: Parameters<typeof reportLine>[0]): void => console.log(reportLine(outcome));
  const outcomes = await runSmoke(siteOrigin(url), { timeoutMs: timeoutS(given) * 1000, onOutcome });
  console.log(`\n${reportSummary(outcomes)}`);
  return outcomes.every(({ ok }) => ok) ? 0 : 1;
}, HELP_TEXT);

function timeoutS(given: Given): number {
  const text = textOption(given, 'timeout') ?? String(DEFAULT_TIMEOUT_S);
  const seconds = Number(text);
  if (seconds > 0 && seconds <= MOST_TIMEOUT_S) return seconds;
  throw new UsageError(`--timeout must be a number of seconds up to ${MOST_TIMEOUT_S}, not ${JSON.stringify(text)}`);
}
