import { describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { systemClock } from '#adapters/observability/clock.ts';
import { aPosition, startSiteBackend, type SiteBackend } from '../fakes/site-backend.ts';
import { boardDay } from '../fixtures/board-day.ts';
import { anEtlRun } from '../fixtures/etl-run.ts';
import { contentViolations } from './axe-violations.ts';
import { queryOf, shownText as text, testSite } from './site-under-test.ts';

/** An aircraft that flies LH1030 to Paris. */
const FLYING = '3c4b26';
/** A simulated one that does, for sample schedules. */
const SIMULATED = '3c4b27';

const site = testSite(startWithBoards, { viewport: { width: 1280, height: 860 } });

async function startWithBoards(siteFolder: string): Promise<SiteBackend> {
  const backend = await startSiteBackend(siteFolder);
  Object.assign(backend.schedules, boardDay(systemClock()));
  backend.publish(aPosition({ icao24: FLYING, callsign: 'DLH1030', lat: 49.9, lon: 6.5 }));
  return backend;
}

const rowOf = (page: Page, flight: string): Locator =>
  page.getByTestId('board-flight').filter({ hasText: flight.replace(' ', '\u00a0') });
const statusOf = (page: Page, flight: string): Promise<string> => text(rowOf(page, flight).getByTestId('board-status'));

describe('board of an airport', () => {
  it('says of every flight in words what becomes of it, with times of the place', async () => {
    const page = await site.open('/airports/FRA');
    await rowOf(page, 'LH 400').waitFor({ timeout: 60_000 });
    expect(await text(page.getByTestId('airport-name'))).toContain('Francfort');
    expect(await text(page.getByTestId('airport-clock'))).toMatch(/^Heure locale \d\dh\d\d .* UTC\+[12]$/);
    expect(await text(page.getByTestId('board-state'))).toBe('8 départs');
    expect(await text(page.getByTestId('board-age'))).toBe('États lus il y a 3 min');
    expect(await text(page.getByTestId('board-table').locator('caption'))).toMatch(/Heures locales, UTC\+[12]$/);
    expect(await statusOf(page, 'LH 1058')).toBe('Atterri');
    expect(await statusOf(page, 'LH 400')).toBe('Retardé de 25 min');
    expect(await statusOf(page, 'LH 506')).toBe('À l’heure');
    expect(await statusOf(page, 'LH 1036')).toBe('Annulé');
    expect(await statusOf(page, 'LH 402')).toBe('Prévu (horaire seulement)');
    expect(await text(rowOf(page, 'LH 1030'))).toContain('12 min de retard');
    expect(await text(rowOf(page, 'LH 3619'))).toContain('Train LH 3619');
    const row = rowOf(page, 'LH 400');
    expect(await text(row)).toMatch(/^\d\dh\d\d \d\dh\d\d estimée .*LH 400 .*New York JFK .*1 Z58 Airbus A320neo/);
    expect(await text(row)).not.toContain('UA 8840');
    await row.locator('summary').click();
    expect(await text(row)).toContain('Aussi vendu sous UA 8840 et AC 9100');
    expect(await row.getByRole('link', { name: /New York/ }).getAttribute('href')).toBe('/airports/JFK');
    expect(await page.getByTestId('board-day').count()).toBeGreaterThanOrEqual(1);
  });

  it('filters, changes to arrivals and another day, keeps them in the address, over a reload and back', async () => {
    const page = await site.open('/airports/FRA');
    await page.getByTestId('board-filter').fill('sao', { timeout: 60_000 });
    await expect.poll(() => text(page.getByTestId('board-state'))).toBe('1 sur 8 départs');
    await page.getByTestId('board-filter').fill('xyz');
    await page.getByRole('button', { name: 'Tout afficher' }).click();
    await expect.poll(() => text(page.getByTestId('board-state'))).toBe('8 départs');
    await page.getByTestId('tab-arrivals').click();
    await rowOf(page, 'LH 401').waitFor();
    expect(queryOf(page)).toEqual({ direction: 'arrivals' });
    expect(await text(rowOf(page, 'LH 401'))).toContain('Atterri 15 min d’avance');
    expect(await statusOf(page, 'LH 1059')).toBe('En vol');
    await page.getByTestId('board-date').fill('2026-01-15');
    await page.getByTestId('board-empty').waitFor();
    expect(await text(page.getByTestId('board-empty'))).toContain('Aucune arrivée enregistrée');
    expect(queryOf(page)).toEqual({ direction: 'arrivals', date: '2026-01-15' });
    await page.reload();
    await page.getByTestId('board-empty').waitFor();
    expect(await page.getByTestId('board-date').inputValue()).toBe('2026-01-15');
    await page.goBack();
    await rowOf(page, 'LH 401').waitFor();
    expect(await page.getByTestId('tab-arrivals').getAttribute('aria-selected')).toBe('true');
    expect(await page.getByTestId('board-date').inputValue()).toBe('');
  });

  it('works by keyboard: tabs, days, filter, numbers, links', async () => {
    const page = await site.open('/airports/FRA');
    await page.getByTestId('tab-departures').focus({ timeout: 60_000 });
    await page.keyboard.press('ArrowRight');
    await rowOf(page, 'LH 401').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    expect(await focused()).toBe('tab-arrivals');
    expect(await page.getByRole('tabpanel', { name: 'Arrivées' }).count()).toBe(1);
    await page.keyboard.press('Home');
    await rowOf(page, 'LH 400').waitFor();
    expect(await focused()).toBe('tab-departures');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('day-now');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => queryOf(page)['date']).toMatch(/^\d{4}-\d\d-\d\d$/);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => queryOf(page)['date']).toBeUndefined();
    await rowOf(page, 'LH 400').locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await text(rowOf(page, 'LH 400'))).toContain('UA 8840');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/airports/JFK');
    await expect.poll(() => text(page.getByTestId('airport-name'))).toBe('New York JFK JFK');
  });

  it('renews itself without moving focus or what is open, and says when it could not', async () => {
    const page = await site.blank();
    await page.clock.install();
    // Routed requests pass by the browser's cache, whose clock is the real one.
    await page.route('**/board?*', (route) => route.continue());
    await page.goto(`${site.backend.url}/airports/FRA`);
    const summary = rowOf(page, 'LH 400').locator('summary');
    await summary.focus({ timeout: 60_000 });
    await page.keyboard.press('Enter');
    site.backend.schedules.statuses = site.backend.schedules.statuses.map((status) =>
      status.flight.number === 400 ? { ...status, state: 'cancelled' } : status,
    );
    await page.clock.runFor(61_000);
    await expect.poll(() => statusOf(page, 'LH 400')).toBe('Annulé');
    expect(await text(rowOf(page, 'LH 400'))).toContain('UA 8840');
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.route('**/board?*', (route) => route.abort());
    await page.clock.runFor(61_000);
    await expect.poll(() => text(page.getByTestId('board-age'))).toContain('Actualisation impossible');
    expect(await rowOf(page, 'LH 400').count()).toBe(1);
  });

  it('leads to the map, to a search from here, and to the aircraft of a flight and back', async () => {
    const page = await site.open('/airports/FRA');
    await page.getByTestId('airport-search').click({ timeout: 60_000 });
    await page.getByTestId('search-page').waitFor();
    expect(queryOf(page)).toEqual({ from: 'FRA' });
    await page.goBack();
    await rowOf(page, 'LH 1030').getByTestId('see-on-map').click();
    const flight = page.getByTestId('panel-flight');
    await flight.waitFor({ timeout: 60_000 });
    expect(queryOf(page)['icao']).toBe(FLYING);
    expect(await text(page.getByTestId('panel-flight-confidence'))).toBe('probable');
    const said = await text(flight);
    for (const part of ['LH 1030', 'UA 9210', 'FRA', 'CDG', 'Paris Charles de Gaulle', 'sans certitude', 'UTC']) {
      expect(said).toContain(part);
    }
    expect(await flight.getByTestId('panel-flight-timetable').getAttribute('href')).toMatch(
      /^\/flights\?from=FRA&to=CDG&date=\d{4}-\d\d-\d\d$/,
    );
    await flight.getByRole('link', { name: 'Paris Charles de Gaulle CDG' }).click();
    await expect.poll(() => text(page.getByTestId('airport-name'))).toBe('Paris Charles de Gaulle CDG');
    await page.getByTestId('airport-map').click();
    await expect.poll(() => queryOf(page)['lat']).toMatch(/^49\.0/);
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('waits while nothing is stored and opens by itself; names an airport that isn’t stored', async () => {
    const stored = boardDay(systemClock());
    Object.assign(site.backend.schedules, { airports: [], itineraries: [], statuses: [], source: 'sample' });
    site.backend.schedules.runs = [anEtlRun({ kind: 'references', state: 'running', done: 120, total: 245 })];
    const page = await site.open('/airports/FRA');
    await page.getByTestId('run-references').waitFor({ timeout: 60_000 });
    expect(await text(page.getByTestId('run-references'))).toContain('120 sur 245');
    Object.assign(site.backend.schedules, stored);
    await rowOf(page, 'LH 400').waitFor({ timeout: 60_000 });
    expect(await text(page.getByTestId('banner-sample'))).toContain('Ces vols n’existent pas');
    await page.goto(`${site.backend.url}/airports/ZZZ`);
    await page.getByTestId('airport-unknown').waitFor();
    expect(await text(page.getByTestId('airport-unknown'))).toContain('Aucun aéroport enregistré sous ZZZ');
    expect(await page.getByRole('link', { name: 'Chercher un vol' }).getAttribute('href')).toBe('/flights');
  });
});

describe('status of the schedules', () => {
  it('names source, counts, quota, and of each run what it stored and left aside', async () => {
    site.backend.schedules.quota = { used: 412, limit: 900 };
    site.backend.schedules.runs = [
      anEtlRun({ kind: 'references', state: 'running', done: 120, total: 245, finishedAtMs: null }),
      anEtlRun({
        kind: 'schedules',
        state: 'incomplete',
        problem: 'The quota of this hour is used up.',
        rejected: { zone_missing: 7 },
        remaining: ['FRA-JFK/2026-12-01'],
      }),
    ];
    const page = await site.open('/status');
    const section = page.getByTestId('status-schedules');
    await section.waitFor({ timeout: 60_000 });
    const said = await text(section);
    for (const part of ['Lufthansa Open API', 'Aéroports et gares 8', '412 sur 900', 'en cours', '120 sur 245']) {
      expect(said).toContain(part);
    }
    expect(await section.getByRole('progressbar').getAttribute('value')).toBe('120');
    expect(await section.getByRole('meter', { name: 'Appels de la dernière heure' }).count()).toBe(1);
    const schedules = page.getByTestId('etl-schedules');
    expect(await text(schedules)).toContain('The quota of this hour is used up.');
    await schedules.getByText('Motifs de mise de côté').click();
    await schedules.getByText('Reste à faire').click();
    expect(await text(schedules)).toContain('zone_missing 7');
    expect(await text(schedules)).toContain('FRA-JFK/2026-12-01');
    expect(await contentViolations(page)).toEqual([]);
  });
});

describe('small screens', () => {
  it('fits 360 and 320 pixels: cards instead of rows, nothing scrolls sideways, targets are large', async () => {
    const page = await site.blank({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    for (const [width, path] of [
      [360, '/airports/FRA'],
      [320, '/airports/FRA?lang=de'],
    ] as const) {
      await page.setViewportSize({ width, height: 740 });
      await page.goto(site.backend.url + path);
      await rowOf(page, 'LH 400').locator('summary').tap({ timeout: 60_000 });
      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.querySelector('main')?.scrollWidth,
        document.documentElement.scrollHeight - window.innerHeight,
      ]);
      expect(widths).toEqual([width, width, 0]);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('main button, main .button, main input:not([type="radio"])')]
          .map((element) => ({ name: element.textContent, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && (box.width < 36 || box.height < 42))
          .map(({ name }) => name),
      );
      expect(small).toEqual([]);
    }
  });
});

describe('accessibility', () => {
  it('axe finds nothing on board, phone and panel, light and dark', async () => {
    const { backend } = site;
    backend.schedules.source = 'sample';
    backend.publish(aPosition({ icao24: SIMULATED, callsign: 'DLH1030', lat: 49.9, lon: 6.5, kind: 'simulated' }));
    const page = await site.open('/airports/FRA');
    await rowOf(page, 'LH 400').locator('summary').click({ timeout: 60_000 });
    expect(await contentViolations(page), 'board').toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await contentViolations(page), 'phone').toEqual([]);
    await page.goto(`${backend.url}/?icao=${SIMULATED}`);
    await page.getByTestId('panel-flight').waitFor({ timeout: 60_000 });
    expect(await text(page.getByTestId('panel-flight'))).toContain('horaire d’exemple');
    expect(await contentViolations(page), 'panel').toEqual([]);
  });
});
