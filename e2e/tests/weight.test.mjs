// What a first visit costs (UX §13): bytes as sent, requests, bytes of script.

import { done, page, test } from '../support/browser.mjs';
import { BUILDING } from '../support/building.mjs';
import { light } from '../support/checks.mjs';
import { signedIn } from '../support/people.mjs';

/** Photos of the building's people are not counted. */
const isPhoto = (url) => /\/photos\//.test(url);

test('public pages are light', async () => {
  const stranger = await page('phone');
  await stranger.goto(`/b/${BUILDING}/matters`);
  const matter = await stranger.locator('a.it').first().getAttribute('href');
  await done(stranger);
  const building = [`/b/${BUILDING}`, `/b/${BUILDING}/raise`, `/b/${BUILDING}/matters`, matter];
  for (const path of ['/', ...building, '/follow', '/about/privacy', '/verify', '/sign-in']) {
    await light(path, 'public', { isPhoto });
  }
});

test('staff pages are light', async () => {
  const worker = await signedIn('desk', 'station_worker');
  await worker.goto('/desk');
  const triage = await worker.locator('.act a[href$="/triage"]').first().getAttribute('href');
  const cookies = await worker.context().cookies();
  await done(worker);
  const matter = triage.replace('/triage', '');
  const registry = ['/buildings', `/buildings/${BUILDING}`, `/buildings/${BUILDING}/codes`, '/enterprises'];
  for (const path of ['/desk', '/matters', '/matters/new', matter, triage, ...registry, '/search?q=融汇', '/me']) {
    await light(path, 'staff', { cookies, isPhoto });
  }
});
