// The building of the demo whose people the accounts belong to, and what stands on its walls.

import assert from 'node:assert/strict';
import { done } from './browser.mjs';
import { signedIn } from './people.mjs';

/** Its code, as in its address. */
export const BUILDING = 'LG0101';

/** What the code on the wall of `floor` leads to: `/q/…`, read off the printed sheet. */
export async function wallCode(floor) {
  const worker = await signedIn('desk', 'station_worker');
  await worker.goto(`/buildings/${BUILDING}/codes`);
  const sheet = worker.locator('.codes li', { hasText: `· ${floor} 层` });
  const address = await sheet.locator('.mono').innerText();
  assert.match(address, /\/q\/\w+$/, 'the address under the code');
  await done(worker);
  return new URL(address).pathname;
}

/** A photo as a phone would take it: a picture of what `page` shows. */
export async function photo(page) {
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } });
  return { name: 'photo.png', mimeType: 'image/png', buffer };
}
