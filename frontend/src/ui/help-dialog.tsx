import { Dialog } from './dialog.tsx';
import { feetToMetres } from '#domain/units.ts';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { Dictionary } from '../i18n/dictionary.ts';
import type { JSX } from 'preact';

/** Where the map carries an aircraft on for longer; close to 3,000 m, as people in aviation would say it. */
const LOW_ALTITUDE_M = feetToMetres(9850);

/** How to read and use the map, and where its data comes from. */
export function HelpDialog(): JSX.Element {
  const texts = useTexts();
  const formats = useFormats();
  return (
    <Dialog title={texts.help.title} testId="help">
      <section>
        <h3>{texts.help.reading}</h3>
        <p>{texts.help.readingIcons}</p>
        <p>{texts.help.readingMotion(formats.altitude(LOW_ALTITUDE_M))}</p>
        <p>{texts.help.readingTime}</p>
      </section>
      <section>
        <h3>{texts.help.kinds}</h3>
        <ul class="help-list">
          <li>{texts.help.kindsLive}</li>
          <li>{texts.help.kindsReplay}</li>
          <li>{texts.help.kindsSimulated}</li>
        </ul>
      </section>
      <Shortcuts />
      <section>
        <h3>{texts.help.data}</h3>
        <Feeds />
        <ul class="help-list">
          <li>{texts.help.dataMap}</li>
          <li>{texts.help.dataAirports}</li>
          <li>{texts.help.dataEngine}</li>
          <li>{texts.help.dataFont}</li>
          <li>{texts.help.dataApp}</li>
        </ul>
        <p class="help-warning">{texts.help.notForNavigation}</p>
      </section>
    </Dialog>
  );
}

function Shortcuts(): JSX.Element {
  const { preferences } = usePage();
  const texts = useTexts();
  const { shortcuts } = useCell(preferences);
  return (
    <section>
      <h3>{texts.help.keyboard}</h3>
      {!shortcuts && <p class="help-warning">{texts.help.keyboardOff}</p>}
      <dl class="keys">
        {keyRows(texts).map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function keyRows(texts: Dictionary): readonly (readonly [keys: readonly string[], meaning: string])[] {
  const { keys } = texts.help;
  return [
    [['/'], keys.search],
    [['T'], keys.table],
    [['L'], keys.legend],
    [['P'], keys.pause],
    [['C'], keys.centre],
    [['F'], keys.follow],
    [['I'], keys.isolate],
    [['X'], keys.filters],
    [['G'], keys.globe],
    [['+', '−'], keys.zoom],
    [[texts.help.arrows], keys.pan],
    [['U'], keys.units],
    [['?'], keys.help],
    [[texts.help.escapeKey], keys.escape],
  ];
}

function Feeds(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const feeds = useCell(state.status).status?.feeds ?? [];
  if (feeds.length === 0) return <p>{texts.help.dataFeedsNone}</p>;
  return (
    <>
      <p>{texts.help.dataFeeds}</p>
      <ul class="help-list">
        {feeds.map((feed) => (
          <li key={feed.feed}>
            {feed.feed} ({texts.panel.kinds[feed.kind]}){feed.attribution === null ? '' : ` · ${feed.attribution}`}
          </li>
        ))}
      </ul>
    </>
  );
}
