import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type {} from '../../frontend/src/live/airlines-window.ts';
import { aFeed, aPosition, startSiteBackend } from '../fakes/site-backend.ts';
import { pageViolations as violations } from './axe-violations.ts';
import { activeElement, queryOf, shownText, testSite } from './site-under-test.ts';

const site = testSite(startSiteBackend, { viewport: { width: 1000, height: 640 } });

const OVER_FRANCE = 'lat=48&lon=6&z=5';

/** Two airliners in view, one far away, some on the ground, a vehicle and an emergency. */
function publishSky(): void {
  site.backend.publish(
    aPosition({ icao24: '3944e1', callsign: 'AFR1234', registration: 'F-GKXN', typeCode: 'A320', lat: 47, lon: 3 }),
    aPosition({ icao24: '3c6444', callsign: 'DLH400', registration: 'D-AIAB', typeCode: 'A321', lat: 49, lon: 8 }),
    aPosition({ icao24: '3c6445', callsign: 'DLH7', typeCode: 'A321', squawk: '7700', lat: 48, lon: 9 }),
    aPosition({ icao24: '7c6b2d', callsign: 'QFA1', registration: 'VH-ZNA', typeCode: 'B789', lat: -33, lon: 151 }),
    aPosition({ icao24: '3944f1', callsign: 'AFR501', onGround: true, altitudeM: null, lat: 49, lon: 2.5 }),
    aPosition({ icao24: '3944f2', callsign: 'AFR502', onGround: true, altitudeM: null, lat: 49, lon: 2.6 }),
    aPosition({ icao24: '3944aa', callsign: 'TRUCK1', category: 'C2', onGround: true, lat: 49, lon: 2.55 }),
  );
  site.backend.feeds.statuses = [
    aFeed({ _id: 'opensky', attribution: 'The OpenSky Network, https://opensky-network.org; for research only' }),
  ];
}

async function drawn(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => window.airlines?.drawn === wanted, count, { timeout: 60_000 });
}

const names = (page: Page): Promise<string[]> => page.locator('.row-name').allTextContents();

describe('the search of the map', () => {
  it('finds by flight number and selects, finds what is elsewhere, and leads to an airport', async () => {
    publishSky();
    const page = await site.open(`/?${OVER_FRANCE}`);
    await drawn(page, 3);
    await page.keyboard.press('/');
    await page.getByTestId('finder-input').waitFor();
    expect(await activeElement(page)).toBe('finder-input');
    await page.keyboard.type('af 01234');
    await page.getByTestId('finder-option').first().waitFor();
    expect(await shownText(page.getByTestId('finder-option').first())).toContain('AFR1234');
    await expect.poll(() => shownText(page.getByTestId('finder-count'))).toBe('1 résultat');
    expect(await violations(page, 'light')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByTestId('aircraft-panel').getByRole('heading', { name: 'AFR1234' }).waitFor();
    expect(queryOf(page)['icao']).toBe('3944e1');
    expect(await page.getByTestId('finder').count()).toBe(0);

    await page.keyboard.press('/');
    await page.getByTestId('finder-input').fill('vhzna');
    await expect
      .poll(async () => (await page.getByTestId('finder-option').allInnerTexts()).join(' '))
      .toMatch(/QFA1[^]*ailleurs/);
    await page.keyboard.press('Enter');
    await page.getByTestId('aircraft-panel').getByRole('heading', { name: 'QFA1' }).waitFor();
    await expect.poll(() => Number(queryOf(page)['lon']), { timeout: 20_000 }).toBeGreaterThan(140);

    await page.keyboard.press('/');
    await page.getByTestId('finder-input').fill('NCE');
    await page.getByTestId('finder-option').filter({ hasText: 'LFMN' }).click();
    await page.getByTestId('found-airport').waitFor();
    const boards = page.getByTestId('found-airport').getByRole('link');
    expect(await boards.getAttribute('href')).toBe('/airports/NCE');
    await expect.poll(() => Number(queryOf(page)['lat']), { timeout: 20_000 }).toBeCloseTo(43.66, 1);
  });
});

describe('the filter', () => {
  it('is in the address, rules map and table alike, says how many of how many, and can be taken away', async () => {
    publishSky();
    const page = await site.open(`/?${OVER_FRANCE}&airline=AFR,%3Cb%3E&table=1`);
    await drawn(page, 1);
    await expect.poll(() => names(page)).toEqual(['AFR1234']);
    await expect.poll(() => shownText(page.getByTestId('filter-count'))).toContain('1 sur 3');
    await expect
      .poll(() => shownText(page.locator('.stage-map').getByTestId('ground-hidden')))
      .toContain('2 au sol masqués');
    await page.keyboard.press('x');
    await page.getByTestId('filter-panel').waitFor();
    await page.getByTestId('filter-airline').fill('lh');
    await page.keyboard.press('Enter');
    await drawn(page, 3);
    await expect.poll(() => queryOf(page)['airline']).toBe('AFR,DLH,CLH,LHX');
    expect(await violations(page, 'light')).toEqual([]);
    await page.getByTestId('filters-clear').click();
    await expect.poll(() => queryOf(page)['airline']).toBeUndefined();
    await page.keyboard.press('Escape');
    await page.locator('.stage-map').getByTestId('ground-hidden').getByRole('button').click();
    await drawn(page, 5);
    await expect.poll(() => names(page)).toEqual(['DLH7', 'AFR1234', 'AFR501', 'AFR502', 'DLH400']);
    expect(await shownText(page.getByTestId('squawk-3c6445'))).toBe('7700 détresse');
    await expect.poll(() => queryOf(page)['ground']).toBe('show');
  });

  it('isolates and follows what is selected, says so, and comes back from a shared address', async () => {
    publishSky();
    const page = await site.open(`/?${OVER_FRANCE}&icao=3944e1`);
    await drawn(page, 3);
    await page.keyboard.press('i');
    await drawn(page, 1);
    await page.keyboard.press('f');
    await expect.poll(() => shownText(page.getByTestId('filter-summary'))).toMatch(/Suit AFR1234.*AFR1234 seul/);
    await expect.poll(() => queryOf(page)).toMatchObject({ icao: '3944e1', isolate: '1', follow: '1' });
    const again = await site.open(new URL(page.url()).search.replace('?', '/?'));
    await drawn(again, 1);
    await expect.poll(() => again.getByTestId('follow').getAttribute('aria-pressed')).toBe('true');
    await again.keyboard.press('Escape');
    await drawn(again, 3);
    expect(queryOf(again)['isolate']).toBeUndefined();
  });
});

describe('the map’s tools on a phone', () => {
  it('are large enough to touch, fit 320 pixels, and name the sources with their terms', async () => {
    publishSky();
    const page = await site.open(`/?${OVER_FRANCE}&type=A320,A321&altmin=3048`, {
      viewport: { width: 320, height: 640 },
      hasTouch: true,
      isMobile: true,
      colorScheme: 'dark',
    });
    await page.getByTestId('filter-summary').waitFor();
    await page.getByTestId('sources').getByRole('button').tap();
    const link = page.getByTestId('sources').getByRole('link', { name: /opensky-network\.org/ });
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await violations(page, 'dark')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.map-tools').getByTestId('toggle-filters').tap();
    await page.getByTestId('filter-panel').waitFor();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, select, input[type="number"], input[type="text"]')]
        .map((element) => ({
          name: element.getAttribute('aria-label') ?? element.textContent,
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box: { width, height } }) => width > 1 && (width < 36 || height < 44))
        .map(({ name }) => name),
    );
    expect(small).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.getByTestId('filter-panel').getByRole('button', { name: 'Fermer les filtres' }).tap();
    await page.locator('.map-tools').getByTestId('search').tap();
    await page.getByTestId('finder-input').fill('dlh');
    await page.getByTestId('finder-option').first().tap();
    await page.getByTestId('aircraft-panel').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
