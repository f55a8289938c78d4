import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { startSearchBackend } from '../fakes/search-backend.ts';
import { anEtlRun } from '../fixtures/etl-run.ts';
import { FIRST_DAY, FLYING, INBOUND_DAYS, OUTBOUND_DAYS } from '../fixtures/search-timetable.ts';
import { contentViolations } from './axe-violations.ts';
import { activeElement, queryOf, shownText as text, testSite } from './site-under-test.ts';

const FOUND = `/flights?from=FRA&to=NYC&date=${FIRST_DAY}`;
const BACK = INBOUND_DAYS[0]!;
/** A day between two that have flights. */
const WITHOUT_FLIGHTS = '2030-12-06';

const site = testSite(startSearchBackend, { viewport: { width: 1280, height: 860 } });

const isFocused = (page: Page, id: string) => expect.poll(() => activeElement(page)).toBe(id);

/** Until the list of a field that has the focus offers something. */
async function offered(page: Page): Promise<void> {
  await page.getByRole('option').first().waitFor();
}

describe('search by mouse', () => {
  it('finds a flight there and back; a connection is one row with its legs', async () => {
    site.backend.sample = true;
    const page = await site.open('/');
    await page.getByRole('link', { name: 'Vols' }).click();
    await page
      .getByRole('heading', { name: 'Airlines, des milliers de vols au bout de votre souris.' })
      .waitFor({ timeout: 60_000 });
    expect(await page.title()).toContain('recherche de vols');
    expect(await text(page.getByTestId('banner-sample'))).toContain('Ces vols n’existent pas');

    await page.getByTestId('search-from').click();
    await page.getByRole('option', { name: /^Francfort-sur-le-Main.*Allemagne/ }).click();
    await page.getByTestId('search-to').fill('new');
    await page.getByRole('option').first().waitFor();
    expect(await page.getByRole('option').count()).toBe(3);
    await page.getByRole('option', { name: 'New York (tous les aéroports)' }).click();
    await expect
      .poll(() => text(page.getByTestId('hint-date')))
      .toBe('Vols enregistrés du 02/12/2030 au 10/12/2030, 7 jours');
    expect(await page.getByTestId('search-date').inputValue()).toBe('02/12/2030');

    await page.getByTestId('search-return-open').click();
    const calendar = page.getByTestId('calendar');
    expect(await text(page.getByTestId('calendar-month'))).toMatch(/^décembre 2030$/i);
    await calendar
      .getByRole('button', { name: 'vendredi 6 décembre 2030, aucun vol enregistré' })
      .click({ force: true });
    await calendar.getByRole('button', { name: 'mercredi 4 décembre 2030, vols enregistrés' }).click();
    await calendar.waitFor({ state: 'detached' });
    expect(await page.getByTestId('search-return').inputValue()).toBe('04/12/2030');
    await page.getByTestId('submit').click();

    await expect.poll(() => text(page.getByTestId('results-status'))).toBe('Aller : 13 vols · Retour : 2 vols');
    await isFocused(page, 'results-title');
    expect(queryOf(page)).toEqual({ from: 'FRA', to: 'NYC', date: FIRST_DAY, return: BACK });
    expect(await page.getByTestId('table-outbound').getByTestId('trip').count()).toBe(10);
    const back = page.getByTestId('table-inbound').getByTestId('trip').first();
    expect(await text(back)).toContain(
      '7 h 15 min New York JFK Francfort-sur-le-Main FRA 04/12/2030 16h20 05/12/2030 05h35',
    );
    expect(await text(back)).toContain('+1');

    const connection = page.getByTestId('trip').first();
    expect(await text(connection)).toContain('11 h 54 min');
    expect(await text(connection)).toContain('LH94 LH410');
    expect(await text(connection)).toContain('1 escale MUC');
    await connection.click();
    const legs = page.getByTestId('legs');
    expect(await legs.getByTestId('leg').count()).toBe(2);
    const said = await text(legs);
    for (const part of [
      '06h51 (UTC+1)',
      'Terminal 1',
      'Airbus A320neo',
      'aussi vendu sous UA9216',
      'Correspondance à Munich : 1 h 34 min',
      'opéré par Air Dolomiti',
      '12h45 (UTC−5)',
      'John F. Kennedy International',
    ]) {
      expect(said).toContain(part);
    }
    expect(await legs.getByRole('link', { name: /Kennedy/ }).getAttribute('href')).toBe('/airports/JFK');
  });

  it('sorts, turns pages, filters, and shows trains and changes of airport', async () => {
    const page = await site.open(FOUND);
    const table = page.getByTestId('table-outbound');
    await table.waitFor({ timeout: 60_000 });
    const heading = table.locator('th').filter({ has: page.getByTestId('sort-outbound-duration') });
    await page.getByTestId('sort-outbound-duration').click();
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    expect(await text(table.getByTestId('trip').first())).toContain('LH400');
    await page.getByTestId('sort-outbound-duration').click();
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect(queryOf(page)['sort']).toBe('-duration');

    const overLondon = table.getByTestId('trip').first();
    expect(await text(overLondon)).toContain('1 jour plus tard');
    await overLondon.click();
    expect(await text(page.getByTestId('change'))).toContain('Changement d’aéroport : LCY → LHR');
    await page.getByTestId('trip').nth(1).click();
    expect(await text(page.getByTestId('legs').nth(1))).toContain('Train LH3619');

    expect(await text(page.getByTestId('range-outbound'))).toBe('1 à 10 sur 13');
    await page.getByTestId('next-outbound').click();
    await expect.poll(() => text(page.getByTestId('range-outbound'))).toBe('11 à 13 sur 13');
    expect(queryOf(page)['page']).toBe('2');
    await page.getByTestId('direct-only').check();
    await expect.poll(() => text(page.getByTestId('range-outbound'))).toBe('1 à 10 sur 10');
    await page.reload();
    await expect.poll(() => text(page.getByTestId('range-outbound'))).toBe('1 à 10 sur 10');
    expect(await page.getByTestId('direct-only').isChecked()).toBe(true);
  });
});

describe('search by keyboard', () => {
  it('works without a mouse: comboboxes, typed day, calendar, results', async () => {
    const page = await site.open('/flights');
    const from = page.getByTestId('search-from');
    await from.focus({ timeout: 60_000 });
    expect(await from.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.type('francf');
    const option = page.getByRole('option', { selected: true });
    await option.waitFor();
    expect(await from.getAttribute('aria-expanded')).toBe('true');
    expect(await from.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
    await expect.poll(() => text(page.getByTestId('search-from-count'))).toBe('1 lieu proposé');
    await page.keyboard.press('Enter');
    expect(await from.inputValue()).toContain('Francfort');
    expect(page.url()).not.toContain('from=');

    await page.keyboard.press('Tab');
    await isFocused(page, 'swap');
    await page.keyboard.press('Tab');
    await isFocused(page, 'search-to');
    await page.keyboard.press('Alt+ArrowDown');
    await offered(page);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => text(option)).toContain('Amsterdam');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.getByRole('option').last().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Home');
    expect(await option.count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('search-to').getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.type('new y');
    await page.keyboard.press('Tab');
    expect(await page.getByTestId('search-to').inputValue()).toBe('New York (tous les aéroports)');

    await isFocused(page, 'search-date');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('6/12');
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page.getByTestId('hint-date'))).toContain('illisible');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('3 12 2030');
    await page.keyboard.press('Tab');
    expect(await page.getByTestId('search-date').inputValue()).toBe('03/12/2030');

    await page.getByTestId('search-return').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByTestId('calendar').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-date'));
    expect(await focused()).toBe('2030-12-04');
    await page.keyboard.press('End');
    expect(await focused()).toBe('2030-12-08');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('2030-12-09');
    await page.keyboard.press('PageDown');
    expect(await focused()).toBe('2030-12-09');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('2030-12-09');
    await page.keyboard.press('Escape');
    await page.getByTestId('calendar').waitFor({ state: 'detached' });
    await isFocused(page, 'search-return-open');
    await page.keyboard.press('Enter');
    await page.getByTestId('calendar').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('search-return').inputValue()).toBe('05/12/2030');

    await page.getByTestId('submit').focus();
    await page.keyboard.press('Enter');
    await isFocused(page, 'results-title');
    await page.getByTestId('trip-toggle').first().focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('legs').waitFor();
    expect(await page.getByTestId('trip-toggle').first().getAttribute('aria-expanded')).toBe('true');
    // Keys of the map mean nothing here.
    await page.keyboard.press('t');
    await page.keyboard.press('/');
    expect(await page.getByTestId('aircraft-table').count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/flights');
  });

  it('begins at a place of departure below the form; the link to the page leads back to the empty form', async () => {
    const page = await site.open('/flights');
    const starts = page.getByRole('list', { name: 'Au départ de…' }).getByRole('button');
    await starts.first().waitFor({ timeout: 60_000 });
    expect(await starts.count()).toBe(12);
    expect(await text(starts.first())).toBe('Londres (tous les aéroports) LON');
    await page.getByTestId('submit').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await isFocused(page, 'search-to');
    expect(await page.getByTestId('search-from').inputValue()).toBe('New York (tous les aéroports)');
    await page.getByTestId('search-to').fill('FRA');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.getByTestId('search-date').inputValue()).toBe('04/12/2030');
    await page.getByTestId('submit').click();
    await page.getByTestId('table-outbound').waitFor();
    expect(await starts.count()).toBe(0);
    await page.getByRole('link', { name: 'Vols', exact: true }).click();
    await starts.first().waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/flights');
    expect(await page.getByTestId('search-from').inputValue()).toBe('');
    expect(await page.getByTestId('results').count()).toBe(0);
    await page.goBack();
    await page.getByTestId('table-outbound').waitFor();
  });

  it('names what is missing at its field and moves there; says what a swap or another origin changes', async () => {
    const page = await site.open('/flights');
    await page.getByTestId('submit').click({ timeout: 60_000 });
    await isFocused(page, 'search-from');
    const from = page.getByTestId('search-from');
    expect(await from.getAttribute('aria-invalid')).toBe('true');
    expect(await from.getAttribute('aria-describedby')).toContain('search-from-hint');
    expect(await text(page.getByTestId('hint-from'))).toBe('Indiquez d’où vous partez.');
    await from.fill('FRA');
    await page.keyboard.press('Tab');
    await page.getByTestId('search-to').fill('Katmandou');
    await offered(page);
    await page.keyboard.press('Enter');
    await page.getByTestId('swap').click();
    await expect
      .poll(() => text(page.getByTestId('form-notice')))
      .toContain('Aucun vol enregistré ne part de Katmandou');
    await from.fill('Munich');
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page.getByTestId('form-notice'))).toContain('le champ Vers a été vidé');
    expect(await page.getByTestId('search-to').inputValue()).toBe('');
  });
});

describe('states of the search', () => {
  it('offers the nearest days where there is nothing, and goes back and forward', async () => {
    const page = await site.open(`/flights?from=FRA&to=NYC&date=${WITHOUT_FLIGHTS}`);
    const empty = page.getByTestId('empty-outbound');
    await empty.waitFor({ timeout: 60_000 });
    expect(await text(empty)).toContain('Aucun vol trouvé pour les critères sélectionnés.');
    expect(await empty.getByRole('link').allTextContents()).toHaveLength(4);
    await empty.getByRole('link').nth(2).click();
    await page.getByTestId('table-outbound').waitFor();
    expect(queryOf(page)['date']).toBe(OUTBOUND_DAYS[4]);
    await page.goBack();
    await empty.waitFor();
    expect(await page.getByTestId('search-date').inputValue()).toBe('06/12/2030');
    await page.goForward();
    await page.getByTestId('table-outbound').waitFor();
    expect(await page.getByTestId('search-date').inputValue()).toBe('08/12/2030');
  });

  it('shows how far the first load is, and opens by itself', async () => {
    site.backend.stored = false;
    site.backend.runs = [anEtlRun({ state: 'running', done: 120, total: 245, finishedAtMs: null })];
    const page = await site.blank();
    await page.clock.install();
    await page.goto(site.backend.url + FOUND);
    await expect
      .poll(() => page.getByTestId('run-references').allTextContents(), { timeout: 60_000 })
      .toEqual(['Pays, villes, aéroports et compagnies120 sur 245']);
    site.backend.stored = true;
    await page.clock.fastForward(5000);
    await page.getByTestId('table-outbound').waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('search-from').inputValue()).toContain('Francfort');
  });

  it('says that a search failed and tries again; the newest answer counts', async () => {
    const page = await site.open(FOUND);
    await page.getByTestId('table-outbound').waitFor({ timeout: 60_000 });
    site.backend.failing = true;
    await page.getByTestId('submit').click();
    await page.getByTestId('results-failed').waitFor();
    site.backend.failing = false;
    await page.getByTestId('results-failed').getByRole('button', { name: 'Réessayer' }).click();
    await page.getByTestId('table-outbound').waitFor();

    const slow = Promise.withResolvers<undefined>();
    site.backend.held.set(OUTBOUND_DAYS[1]!, slow.promise);
    const date = page.getByTestId('search-date');
    await date.fill('03/12/2030');
    await page.getByTestId('submit').click();
    await expect.poll(() => text(page.getByTestId('results-status'))).toContain('Recherche des vols');
    expect(await page.getByTestId('results').getAttribute('aria-busy')).toBe('true');
    await date.fill('04/12/2030');
    await page.getByTestId('submit').click();
    await page.getByText('mercredi 4 décembre 2030').first().waitFor();
    slow.resolve(undefined);
    await expect.poll(() => site.backend.asked.filter((asked) => asked.includes('date=2030-12-03')).length).toBe(1);
    expect(await text(page.getByTestId('results-outbound'))).toContain('mercredi 4 décembre 2030');
  });

  it('leads to the aircraft of a flight in the air and back', async () => {
    const page = await site.open(FOUND);
    await page.getByTestId('trip-toggle').first().click({ timeout: 60_000 });
    await page.getByRole('link', { name: 'En vol : voir sur la carte' }).click();
    await page.getByTestId('aircraft-panel').waitFor({ timeout: 60_000 });
    expect(new URL(page.url()).pathname).toBe('/');
    expect(queryOf(page)['icao']).toBe(FLYING);
    await page.goBack();
    await page.getByTestId('table-outbound').waitFor();
  });

  it('speaks German with its own dates', async () => {
    const page = await site.open(`${FOUND}&lang=de`);
    await page.getByRole('heading', { name: 'Ergebnisse' }).waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('search-date').inputValue()).toBe('02.12.2030');
    const row = await text(page.getByTestId('trip').first());
    for (const part of ['11 Std. 54 Min.', '02.12.2030', '06:51']) expect(row).toContain(part);
  });
});

describe('small screens', () => {
  it('fits 360 and 320 pixels: cards instead of rows, nothing scrolls sideways, targets are large', async () => {
    const page = await site.blank({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    for (const [width, path] of [
      [360, `${FOUND}&return=${BACK}`],
      [320, `${FOUND}&lang=de`],
    ] as const) {
      await page.setViewportSize({ width, height: 740 });
      await page.goto(site.backend.url + path);
      await page.getByTestId('trip').first().tap({ timeout: 60_000 });
      await page.getByTestId('legs').waitFor();
      const widths = () =>
        page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.querySelector('main')?.scrollWidth,
          document.documentElement.scrollHeight - window.innerHeight,
        ]);
      expect(await widths()).toEqual([width, width, 0]);
      await page.getByTestId('search-date-open').tap();
      const calendar = await page.getByTestId('calendar').boundingBox();
      expect((calendar?.x ?? -1) >= 0 && (calendar?.x ?? 0) + (calendar?.width ?? 999) <= width).toBe(true);
      expect(await widths()).toEqual([width, width, 0]);
      await page.keyboard.press('Escape');
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, header a, select, input[type="text"]')]
          .map((element) => ({ name: element.id || element.textContent, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && (box.width < 36 || box.height < 42))
          .map(({ name }) => name),
      );
      expect(small).toEqual([]);
      await page.getByTestId('outbound-sort').selectOption('duration');
      await expect.poll(() => text(page.getByTestId('trip').first())).toContain('LH400');
    }
    await page.getByRole('link', { name: 'Flüge', exact: true }).tap();
    const starts = page.getByTestId('start');
    await starts.first().waitFor();
    const boxes = await starts.evaluateAll((all) => all.map((start) => start.getBoundingClientRect()));
    expect(boxes.filter(({ right, height }) => right > 320 || height < 44)).toEqual([]);
  });
});

describe('accessibility', () => {
  it('axe finds nothing in form, lists, calendar, results and on a phone, light and dark', async () => {
    site.backend.sample = true;
    const page = await site.open('/flights');
    await page.getByTestId('submit').click({ timeout: 60_000 });
    await page.getByTestId('search-from').fill('fr');
    await page.getByRole('option').first().waitFor();
    expect(await contentViolations(page), 'form with problems and a list').toEqual([]);
    await page.goto(`${site.backend.url}${FOUND}&return=${WITHOUT_FLIGHTS}`);
    await page.getByTestId('trip-toggle').first().click();
    await page.getByTestId('empty-inbound').waitFor();
    await page.getByTestId('search-date-open').click();
    expect(await contentViolations(page), 'results and calendar').toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.keyboard.press('Escape');
    expect(await contentViolations(page), 'phone').toEqual([]);
  });
});
