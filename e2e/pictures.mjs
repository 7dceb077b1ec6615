// Takes the pictures of the guides and the README anew: the same demo, the same matter, in both
// languages, small enough to load anywhere.
//
//   node pictures.mjs

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { start } from './support/server.mjs';

const FOLDER = new URL('../docs/images/', import.meta.url);
const MOST_BYTES = 120 * 1024;
const QUALITY = 0.82;
const WINDOWS = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.25 },
};
const LANGUAGES = { zh: 'zh-CN', en: 'en-GB' };
const WORDS = '十五层北侧消火栓箱的玻璃碎了，容易扎手';

const server = process.env.LOUSHI_E2E_URL ? null : await start();
process.env.LOUSHI_E2E_URL ??= server.url;
process.env.LOUSHI_E2E_DATA ??= server.data;
// They read where the program listens when they are loaded.
const { BUILDING } = await import('./support/building.mjs');
const { followed, launched, page } = await import('./support/browser.mjs');
const { signedIn } = await import('./support/people.mjs');

/** The picture as WebP, drawn by the browser itself. */
async function webp(png) {
  const blank = await (await launched()).newPage();
  const url = await blank.evaluate(async ([data, quality]) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', quality);
  }, [png.toString('base64'), QUALITY]);
  await blank.close();
  return Buffer.from(url.split(',')[1], 'base64');
}

/** Takes what `path` shows in both languages; `cookies` sign in. */
async function take(name, kind, path, cookies = []) {
  for (const [tag, locale] of Object.entries(LANGUAGES)) {
    const options = { ...WINDOWS[kind], locale, timezoneId: 'Asia/Shanghai', baseURL: process.env.LOUSHI_E2E_URL };
    const context = await (await launched()).newContext(options);
    await context.addCookies(cookies);
    const taken = await context.newPage();
    await taken.goto(path, { waitUntil: 'networkidle' });
    const bytes = await webp(await taken.screenshot());
    assert.ok(bytes.length <= MOST_BYTES, `${name}: ${bytes.length} bytes`);
    await writeFile(new URL(`${name}-${tag}.webp`, FOLDER), bytes);
    console.log(`${name}-${tag}.webp ${Math.round(bytes.length / 1024)} KB`);
    await context.close();
  }
}

const cookiesOf = (one) => one.context().cookies();
const rowOf = (desk) => desk.locator('[data-row]', { hasText: WORDS.slice(0, 12) }).locator('.act a');

await mkdir(FOLDER, { recursive: true });
const worker = await signedIn('desk', 'station_worker');
await take('desk', 'desk', '/desk', await cookiesOf(worker));
await take('building', 'phone', `/b/${BUILDING}`);

const reporter = await page('phone', { js: false });
await reporter.goto(`/b/${BUILDING}/raise`);
await reporter.locator('[name=text]').fill(WORDS);
await followed(reporter, 'form[data-draft] > .btn.p.big');
const follow = new URL(reporter.url()).pathname;

await worker.goto('/desk');
const triage = await rowOf(worker).getAttribute('href');
await take('triage', 'desk', triage, await cookiesOf(worker));
await worker.goto(triage);
await followed(worker, '[data-accept]');

const property = await signedIn('desk', 'property');
await property.goto(triage.replace('/triage', ''));
await followed(property, 'form[action$="/signature"] button');
await take('handling', 'desk', triage.replace('/triage', ''), await cookiesOf(property));
await take('follow', 'phone', follow);

await (await launched()).close();
await server?.stop();
