import { describe, expect, it } from 'vitest';
import type { Position } from '#domain/position.ts';
import type { Locator, Page } from 'playwright-core';
import { aFeed, aPosition, startSiteBackend } from '../fakes/site-backend.ts';
import type {} from '../../frontend/src/live/airlines-window.ts';
import { pageViolations as violations } from './axe-violations.ts';
import { activeElement as active, testSite } from './site-under-test.ts';

const LUFTHANSA = '3c6444';

const site = testSite(startSiteBackend, { viewport: { width: 1100, height: 760 } });

/** Until the page draws at least so many aircraft. */
async function drawn(page: Page, atLeast = 1): Promise<void> {
  await page.waitForFunction((least) => (window.airlines?.drawn ?? 0) >= least, atLeast, { timeout: 60_000 });
}

async function text(locator: Locator): Promise<string> {
  return ((await locator.textContent()) ?? '').replace(/[\u00a0\u202f]/g, ' ');
}

/** A few aircraft over Germany, each with its own callsign: AAA0, AAA1 … */
function publishSome(count = 4, given: Partial<Position> = {}): void {
  const positions = Array.from({ length: count }, (_, index) =>
    aPosition({
      icao24: (0x3c6444 + index).toString(16),
      callsign: `AAA${index}`,
      registration: `D-AIA${index}`,
      lat: 48 + index,
      lon: 8 + index,
      altitudeM: 3000 + 2000 * index,
      ...given,
    }),
  );
  site.backend.publish(...positions);
  site.backend.feeds.statuses = [aFeed({ aircraft: count, kind: given.kind ?? 'live' })];
}

describe('language', () => {
  it('is the browser’s, changes at once, and is remembered', async () => {
    publishSome();
    const page = await site.open('/');
    await drawn(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.title()).toContain('carte du trafic');
    await page.getByTestId('toggle-pause').and(page.getByLabel('Pause')).waitFor();
    await page.getByRole('button', { name: 'Réglages' }).click();
    await page.locator('#settings-language').selectOption('de');
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    expect(await page.title()).toContain('Flugverkehr');
    expect(page.url()).toContain('lang=de');
    await page.goto(`${site.backend.url}/status`);
    await page.getByRole('heading', { name: 'Systemstatus' }).waitFor();
  });

  it('follows ?lang= before the browser', async () => {
    const page = await site.open('/status?lang=en');
    await page.getByRole('heading', { name: 'System status' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});

describe('keyboard', () => {
  it('reaches the table by the skip link, sorts, selects, and Escape goes back step by step', async () => {
    publishSome();
    const page = await site.open('/');
    await drawn(page, 4);
    await page.keyboard.press('Tab');
    expect(await active(page)).toBe('Aller au contenu');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'table-filter');

    await page.getByTestId('sort-altitude').focus();
    await page.keyboard.press('Enter');
    const heading = page.locator('th').filter({ has: page.getByTestId('sort-altitude') });
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    expect(await active(page)).toBe('sort-altitude');
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator('.row-name').allTextContents()).toEqual(['AAA3', 'AAA2', 'AAA1', 'AAA0']);

    await page.locator('.row-name').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await active(page)).toBe('AAA2');
    await page.keyboard.press('Enter');
    await page.getByTestId('aircraft-panel').waitFor();
    expect(await active(page)).toBe('AAA2');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await page.keyboard.press('Escape');
    await page.getByTestId('aircraft-panel').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.className === 'row-name');
    expect(await active(page)).toBe('AAA2');
    await page.keyboard.press('Escape');
    await page.getByTestId('aircraft-table').waitFor({ state: 'detached' });
  });

  it('has single keys, which can be switched off', async () => {
    publishSome();
    const page = await site.open('/');
    await drawn(page);
    await page.keyboard.press('t');
    await page.getByTestId('aircraft-table').waitFor();
    await page.keyboard.press('t');
    await page.getByTestId('aircraft-table').waitFor({ state: 'detached' });
    const canvas = page.getByLabel(/^Carte des avions/);
    await canvas.focus();
    await page.keyboard.press('t');
    await page.getByTestId('aircraft-table').waitFor();
    await page.keyboard.press('t');
    await page.keyboard.press('?');
    await page.getByTestId('help').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('help').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Réglages' }).click();
    await page.getByTestId('setting-shortcuts').uncheck();
    await page.keyboard.press('Escape');
    await page.getByTestId('settings').waitFor({ state: 'detached' });
    await page.keyboard.press('t');
    await page.keyboard.press('p');
    expect(await page.getByTestId('aircraft-table').count()).toBe(0);
    expect(await page.evaluate(() => window.airlines?.paused)).toBe(false);
  });
});

describe('selection', () => {
  it('opens the panel by a click on the map; back, forward and reload keep it', async () => {
    publishSome(1, { origin: 'FRA', destination: 'LHR', flightNumber: 'LH900', squawk: '7700' });
    const page = await site.open('/?lat=48&lon=8&z=7');
    await drawn(page);
    const at = await page.evaluate((icao24) => window.airlines?.positionOf(icao24), LUFTHANSA);
    await page.mouse.click(at?.x ?? 0, at?.y ?? 0);
    const panel = page.getByTestId('aircraft-panel');
    await panel.waitFor();
    expect(page.url()).toContain(`icao=${LUFTHANSA}`);
    await panel.getByText('Frankfurt Airport').waitFor();
    const said = await text(panel);
    for (const part of [
      'AAA0',
      'LH900',
      'FRA',
      'LHR',
      'D-AIA0',
      'A321',
      'ADS-B',
      'readsb',
      '9 850 ft',
      '447 kt',
      '270°',
    ]) {
      expect(said).toContain(part);
    }
    expect(await text(page.getByTestId('panel-emergency'))).toContain('7700 · détresse');
    expect(await text(page.getByTestId('panel-freshness'))).toMatch(
      /(Position (reçue|figée)|Confirmé il y a moins de).*UTC.*heure locale/,
    );
    await expect
      .poll(() => page.getByTestId('panel-trail').getAttribute('data-state'), { timeout: 20_000 })
      .toBe('ready');

    await page.goBack();
    await panel.waitFor({ state: 'detached' });
    await page.goForward();
    await panel.waitFor();
    await page.reload();
    await panel.waitFor();
    expect(page.url()).toContain('lat=48');
  });

  it('says what is known of an aircraft that a link names but nobody hears', async () => {
    publishSome();
    const longAgoMs = Date.now() - 600_000;
    site.backend.store.add(
      aPosition({
        icao24: '400001',
        callsign: 'BAW1',
        observedAtMs: longAgoMs,
        receivedAtMs: longAgoMs,
        state: 'removed',
      }),
    );
    const page = await site.open('/?icao=400001');
    await page.getByTestId('panel-left').waitFor({ timeout: 60_000 });
    expect(await text(page.getByTestId('aircraft-panel'))).toContain('BAW1');
    await page.goto(`${site.backend.url}/?icao=abcdef`);
    await page.getByTestId('panel-missing').waitFor({ timeout: 60_000 });
    expect(await text(page.getByTestId('panel-missing'))).toContain('ABCDEF');
  });

  it('copies a link that opens the same aircraft', async () => {
    publishSome(1);
    const page = await site.open(`/?lat=48&lon=8&z=6&icao=${LUFTHANSA}&lang=fr`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByTestId('share').click({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Lien copié' }).waitFor();
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied.searchParams.get('icao')).toBe(LUFTHANSA);
    expect(copied.searchParams.has('lang')).toBe(false);
  });

  it('shows feed text as text', async () => {
    const hostile = '<img src=x onerror="x()">';
    publishSome(1, { callsign: hostile });
    const page = await site.open(`/?icao=${LUFTHANSA}&table=1`);
    await page.getByRole('heading', { name: hostile }).waitFor({ timeout: 60_000 });
    expect(await page.locator('.row-name').first().textContent()).toBe(hostile);
    expect(await page.locator('img').count()).toBe(0);
  });
});

describe('states of the map', () => {
  it('waits for the first data, then shows it', async () => {
    const page = await site.open('/');
    await page.getByTestId('notice-waiting').waitFor({ timeout: 60_000 });
    await expect.poll(() => site.backend.viewers).toBe(1);
    publishSome();
    await drawn(page);
    await page.getByTestId('notice-waiting').waitFor({ state: 'detached' });
    await expect.poll(() => text(page.getByTestId('aircraft-count'))).toBe('4 avions affichés');
  });

  it('offers to show all where none is in view', async () => {
    publishSome();
    const page = await site.open('/?lat=-50&lon=-120&z=5');
    const notice = page.getByTestId('notice-none-in-view');
    await notice.waitFor({ timeout: 60_000 });
    expect(await text(notice)).toContain('4 avions sont suivis ailleurs');
    await notice.getByRole('button', { name: 'Tout afficher' }).click();
    await drawn(page, 4);
    await notice.waitFor({ state: 'detached' });
  });

  it('says that the connection is lost, counts down, and tries again when told', async () => {
    publishSome();
    const page = await site.open('/');
    await drawn(page);
    site.backend.setSocketsRefused(true);
    const notice = page.getByTestId('notice-lost');
    await notice.waitFor();
    expect(await text(page.getByTestId('connection'))).toContain('Déconnecté');
    await expect.poll(() => text(notice), { timeout: 30_000 }).toMatch(/Nouvel essai dans [3-9] s/);
    site.backend.setSocketsRefused(false);
    await notice.getByRole('button', { name: 'Réessayer maintenant' }).click();
    await notice.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => window.airlines?.connection)).toBe('live');
  });

  it('names a silent feed and since when', async () => {
    const sinceMs = Date.now() - 80_000;
    publishSome(2, { observedAtMs: sinceMs, receivedAtMs: sinceMs, groundSpeedMps: 0 });
    site.backend.feeds.statuses = [aFeed({ health: 'silent', lastGoodAtMs: sinceMs })];
    const page = await site.open('/');
    const notice = page.getByTestId('notice-silent');
    await notice.waitFor({ timeout: 60_000 });
    const time = new Date(sinceMs).toISOString().slice(11, 16);
    expect(await text(notice)).toContain(`Aucune donnée depuis ${time} UTC`);
    expect(await text(notice)).toContain('readsb');
  });

  it('keeps a banner over simulated aircraft and another over a replay, with the time of its capture', async () => {
    publishSome(2, { kind: 'simulated' });
    const page = await site.open('/');
    await page.getByTestId('banner-simulated').waitFor({ timeout: 60_000 });
    await page.getByTestId('toggle-table').click();
    await page.locator('.row-name').first().click();
    await page.getByTestId('aircraft-panel').waitFor();
    const banner = page.getByTestId('banner-simulated');
    const box = await banner.boundingBox();
    const onTop = await page.evaluate(
      ({ x, y }) => document.elementFromPoint(x, y)?.closest('[data-testid]')?.getAttribute('data-testid'),
      { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 },
    );
    expect(onTop).toBe('banner-simulated');

    publishSome(2, { kind: 'replay' });
    const anHourAgoMs = Date.now() - 3_600_000;
    site.backend.feeds.statuses = [aFeed({ kind: 'replay', capturedAtMs: anHourAgoMs })];
    await page.goto(site.backend.url);
    await page.getByTestId('banner-replay').waitFor({ timeout: 60_000 });
    const captured = new Date(anHourAgoMs).toISOString().slice(11, 16);
    await expect.poll(() => text(page.getByTestId('banner-replay'))).toContain(`${captured} UTC`);
  });

  it('pauses map and table while data goes on arriving', async () => {
    publishSome(2);
    const page = await site.open('/?table=1');
    await drawn(page, 2);
    await expect.poll(() => page.locator('.row-name').count()).toBe(2);
    await page.getByTestId('toggle-pause').click();
    expect(await page.evaluate(() => window.airlines?.paused)).toBe(true);
    publishSome(4);
    await page.waitForFunction(() => window.airlines?.held === 4);
    expect(await page.locator('.row-name').count()).toBe(2);
    await page.getByTestId('toggle-pause').click();
    await page.getByTestId('table-refresh').click();
    await expect.poll(() => page.locator('.row-name').count()).toBe(4);
  });
});

describe('table', () => {
  it('keeps its order under the focus and offers to renew it', async () => {
    publishSome(2);
    const page = await site.open('/?table=1');
    await page.locator('.row-name').nth(1).waitFor({ timeout: 60_000 });
    await page.locator('.row-name').nth(1).focus();
    site.backend.publish(aPosition({ icao24: '3c0001', callsign: 'AAA', lat: 49, lon: 9 }));
    await page.getByText('Ordre figé pendant la lecture').waitFor({ timeout: 20_000 });
    expect(await page.locator('.row-name').allTextContents()).toEqual(['AAA0', 'AAA1']);
    expect(await active(page)).toBe('AAA1');
    await page.getByTestId('table-refresh').click();
    expect(await page.locator('.row-name').allTextContents()).toEqual(['AAA', 'AAA0', 'AAA1']);
  });

  it('finds by registration, says when nothing matches, and shows 100 rows a page', async () => {
    publishSome(8);
    const many = Array.from({ length: 120 }, (_, index) =>
      aPosition({ icao24: (0x4b0000 + index).toString(16), callsign: `SWR${index}`, lat: 50 + index / 100, lon: 9 }),
    );
    site.backend.publish(...many);
    const page = await site.open('/?lat=50&lon=9&z=5&table=1');
    await expect.poll(() => text(page.getByTestId('table-page')), { timeout: 60_000 }).toMatch(/1 à 100 sur 1\d\d/);
    await page.locator('#table-filter').focus();
    await page.keyboard.type('daia1');
    await expect.poll(() => page.locator('.row-name').allTextContents()).toEqual(['AAA1']);
    await page.keyboard.type('zzz');
    await page.getByTestId('table-empty').waitFor();
    expect(await text(page.getByTestId('table-empty'))).toContain('« daia1zzz »');
  });
});

describe('other pages', () => {
  it('shows the feeds with their health, and that it could not be read', async () => {
    publishSome();
    site.backend.feeds.statuses = [
      aFeed({}),
      aFeed({ _id: 'sbs', health: 'failing', reason: 'connection refused', clockOffsetMs: 7200, clockSuspect: true }),
      aFeed({
        _id: 'opensky',
        budget: { unit: 'credits', limit: 400, used: 4, remaining: 396, resetsAtMs: Date.UTC(2026, 10, 25) },
      }),
    ];
    const page = await site.open('/status');
    await page.getByTestId('feed-readsb').waitFor();
    const sbs = await text(page.getByTestId('feed-sbs'));
    for (const part of ['en échec', 'connection refused', '+7,2 s', 'horloge suspecte', 'trop ancienne']) {
      expect(sbs).toContain(part);
    }
    expect(await text(page.getByTestId('feed-opensky'))).toMatch(
      /reste 396 crédits sur 400 · renouvelé le 25 nov.*UTC/,
    );
    site.backend.setApiFailing(true);
    await expect
      .poll(async () => {
        await page.getByTestId('status-refresh').click();
        return page.getByTestId('status-failed').count();
      })
      .toBe(1);
  });

  it('leads from a page that does not exist back to the map', async () => {
    publishSome();
    const page = await site.open('/stats');
    await page.getByTestId('not-found').waitFor();
    await page.getByRole('link', { name: 'Retour à la carte' }).click();
    await drawn(page);
  });
});

describe('small screens', () => {
  it('fits 360 and 320 pixels: nothing scrolls sideways, the panel is a sheet at the bottom, targets are large', async () => {
    publishSome(4, { kind: 'simulated' });
    const page = await site.blank({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    for (const [path, width] of [
      ['/', 360],
      ['/?lang=de', 320],
    ] as const) {
      await page.setViewportSize({ width, height: 740 });
      await page.goto(site.backend.url + path);
      await drawn(page);
      const widths = () => page.evaluate(() => document.documentElement.scrollWidth);
      expect(await widths()).toBe(width);
      await page.getByTestId('toggle-table').tap();
      await page.locator('.row-name').first().tap();
      const panel = page.getByTestId('aircraft-panel');
      await panel.waitFor();
      const bottom = async () => {
        const sheet = await panel.boundingBox();
        return sheet === null ? 0 : Math.round(sheet.y + sheet.height);
      };
      await expect.poll(bottom).toBe(740);
      const box = await panel.boundingBox();
      expect(box?.x).toBe(0);
      expect(box?.height).toBeLessThan(740 * 0.6);
      expect(await widths()).toBe(width);
      expect(await page.getByTestId('banner-simulated').isVisible()).toBe(true);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, header a, label, select')]
          .map((element) => ({ name: element.textContent, box: element.getBoundingClientRect() }))
          .filter(({ box: { width, height } }) => width > 1 && (width < 36 || height < 44))
          .map(({ name }) => name),
      );
      expect(small).toEqual([]);
      const viewport = await page.locator('meta[name="viewport"]').getAttribute('content');
      expect(viewport).not.toMatch(/user-scalable|maximum-scale/);
    }
  });
});

describe('accessibility', () => {
  it.each(['light', 'dark'] as const)(
    'axe finds nothing in map, table, panel, dialogs and pages, %s',
    async (colorScheme) => {
      publishSome(4, { kind: 'simulated', origin: 'FRA', destination: 'LHR', squawk: '7700' });
      const page = await site.open('/', { colorScheme, viewport: { width: 1440, height: 900 } });
      await drawn(page);
      expect(await violations(page, colorScheme), 'map').toEqual([]);
      await page.getByTestId('toggle-table').click();
      await page.locator('.row-name').first().click();
      await page.getByTestId('panel-route').waitFor();
      await page.getByText('Frankfurt Airport').waitFor();
      expect(await violations(page, colorScheme), 'table and panel').toEqual([]);
      await page.locator('.legend-more summary').click();
      await page.getByTestId('toggle-pause').click();
      expect(await violations(page, colorScheme), 'legend, paused').toEqual([]);
      await page.getByRole('button', { name: 'Aide' }).click();
      await page.getByTestId('help').waitFor();
      expect(await violations(page, colorScheme), 'help').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Réglages' }).click();
      await page.getByTestId('settings').waitFor();
      expect(await violations(page, colorScheme), 'settings').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'État' }).click();
      await page.getByTestId('feed-readsb').waitFor();
      await page.getByText('Motifs de rejet').click();
      expect(await violations(page, colorScheme), 'status').toEqual([]);
    },
  );

  it.each(['light', 'dark'] as const)('axe finds nothing on a phone and in the notices, %s', async (colorScheme) => {
    const page = await site.open('/', {
      colorScheme,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.getByTestId('notice-waiting').waitFor({ timeout: 60_000 });
    expect(await violations(page, colorScheme), 'waiting').toEqual([]);
    publishSome(2, { kind: 'replay' });
    await drawn(page);
    site.backend.setSocketsRefused(true);
    await page.getByTestId('notice-lost').waitFor();
    expect(await violations(page, colorScheme), 'lost').toEqual([]);
  });
});
