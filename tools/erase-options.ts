import { isIcao24 } from '#domain/address.ts';
import { FLAG, HELP, readArguments, refuseMore, TEXT, textOption, UsageError } from './aws/command-line.ts';

/** What `npm run erase` was asked for. */
export type EraseRequest =
  | { readonly action: 'help' }
  | { readonly action: 'list' }
  | { readonly action: 'erase'; readonly icao24s: readonly string[] }
  | { readonly action: 'readmit'; readonly icao24s: readonly string[] };

export const ERASE_HELP = `npm run erase -- --icao24 3c6444[,4ca123]
npm run erase -- --list
npm run erase -- --readmit 3c6444

  --icao24     removes the aircraft from all that is stored of positions, and keeps them out from now on
  --list       shows the aircraft that are kept out
  --readmit    lets aircraft in again; what was removed is gone

  Of the MongoDB of MONGODB_URI, else of the npm start that runs; MONGODB_DATABASE is its database (airlines).`;

/** @throws UsageError */
export function readEraseRequest(args: readonly string[]): EraseRequest {
  const given = readArguments(args, { ...HELP, icao24: TEXT, readmit: TEXT, list: FLAG });
  if (given.values['help'] === true) return { action: 'help' };
  refuseMore(given.positionals);
  refuseRepeated(args);
  const [erased, readmitted] = [textOption(given, 'icao24'), textOption(given, 'readmit')];
  const isList = given.values['list'] === true;
  if ([erased !== null, readmitted !== null, isList].filter(Boolean).length !== 1) {
    throw new UsageError('Say one of --icao24, --list and --readmit');
  }
  if (erased !== null) return { action: 'erase', icao24s: readAddresses('icao24', erased) };
  if (readmitted !== null) return { action: 'readmit', icao24s: readAddresses('readmit', readmitted) };
  return { action: 'list' };
}

/** Of an option that is repeated only the last would count, and an aircraft would stay unnoticed. */
function refuseRepeated(args: readonly string[]): void {
  const options = args.filter((arg) => arg.startsWith('--')).map((arg) => arg.split('=')[0]);
  if (new Set(options).size < options.length)
    throw new UsageError('Say each option once: addresses with commas between');
}

function readAddresses(option: string, text: string): string[] {
  const addresses = text.split(',').map((address) => address.trim().toLowerCase());
  const wrong = addresses.find((address) => !isIcao24(address));
  if (wrong === undefined) return [...new Set(addresses)];
  throw new UsageError(
    `--${option} takes addresses of six hex digits, ~ before a non-ICAO one, not ${JSON.stringify(wrong)}`,
  );
}
