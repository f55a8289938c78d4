import { OPTIONS } from '../start/option-list.ts';

const OWN: readonly (readonly [string, string])[] = [
  ['--emulator NAME', 'ministack, fetched on first use, or localstack, where a Docker engine runs (ministack)'],
  ['--emulator-port PORT', 'port of the emulated AWS, another one where it is taken (4566)'],
  ['--settings JSON', 'settings of the stage dev that go before all others, as lib/deployment-settings.ts has them'],
  ['--down', 'end what runs on the data folder, and delete all that it kept'],
];

/** Text of `npm run deploy:local -- --help`. */
export function deployLocalHelp(): string {
  const row = (usage: string, about: string): string => `  ${usage.padEnd(24)}${about}`;
  const ofStart = Object.entries(OPTIONS).map(([name, { takes, fallback, about }]) => {
    const standard = name === 'data' ? '.local/aws' : fallback;
    const shown = takes === null || standard === '' ? about : `${about} (${standard})`;
    return row(takes === null ? `--${name}` : `--${name} ${takes}`, shown);
  });
  return [
    'Airlines on an AWS that is emulated on this machine: the stacks are deployed as they are to AWS, by the plain cdk. What',
    'an emulator lacks runs beside it: MongoDB, Kafka and what polls it, the page, the producer, and the stand-in for the',
    'Lufthansa API where there are no credentials for it.',
    '',
    'npm run deploy:local -- [options]',
    '',
    ...OWN.map(([usage, about]) => row(usage, about)),
    '',
    'Options and environment of npm start:',
    '',
    ...ofStart,
    '',
    'Ctrl-C ends everything that was started, and the emulated AWS is gone; MongoDB and Kafka keep their data for the next',
    'time. --down deletes it.',
  ].join('\n');
}
