// What every page must pass: accessible, light, and no wider than its window.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { URL_OF_SERVER, launched } from './browser.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const KB = 1024;

/** First visit, compressed as sent (UX §13). */
export const BUDGETS = {
  public: { bytes: 50 * KB, requests: 4, script: 8 * KB },
  staff: { bytes: 150 * KB, requests: 6, script: 25 * KB },
  wall: { bytes: 400 * KB, requests: 8, script: 40 * KB },
};

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds serious or critical on the page, a line each; by all `rules` or those named. */
export async function violations(page, rules = RULES) {
  await page.evaluate(AXE);
  return page.evaluate(async (only) => {
    const found = await globalThis.axe.run({ runOnly: only, resultTypes: ['violations'] });
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html).join(' | ')}`);
  }, rules);
}

/** Asserts that axe finds nothing serious or critical on the page. */
export async function accessible(page) {
  assert.deepEqual(await violations(page), [], page.url());
}

/** Pixels by which the page is wider than its window. */
export function overhang(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  });
}

/** Asserts that the page does not scroll sideways. */
export async function fits(page) {
  assert.equal(await overhang(page), 0, `${page.url()}: pixels wider than its window`);
}

/**
 * What a first visit of `path` transfers: bytes, requests, bytes of script. Photos of users
 * (`isPhoto(url)`) are not counted. `cookies` of a signed-in context may be given.
 */
export async function weigh(path, { cookies = [], isPhoto = () => false } = {}) {
  const context = await (await launched()).newContext({ baseURL: URL_OF_SERVER });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  const seen = new Map();
  // The cache of a new context is empty; what it answers was asked for once already.
  wire.on('Network.requestServedFromCache', ({ requestId }) => seen.delete(requestId));
  wire.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (!isPhoto(response.url) && !response.fromDiskCache && !response.url.startsWith('data:')) seen.set(requestId, { type, bytes: 0 });
  });
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = seen.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await context.close();
  const requests = [...seen.values()];
  const sum = (some) => some.reduce((bytes, request) => bytes + request.bytes, 0);
  return {
    bytes: sum(requests),
    requests: requests.length,
    script: sum(requests.filter(({ type }) => type === 'Script')),
  };
}

/** Asserts that a first visit stays within the budget of its audience: public, staff or wall. */
export async function light(path, audience, options) {
  const weight = await weigh(path, options);
  const budget = BUDGETS[audience];
  for (const part of ['bytes', 'requests', 'script']) {
    assert.ok(weight[part] <= budget[part], `${path}: ${part} ${weight[part]}, ${budget[part]} allowed`);
  }
  return weight;
}
