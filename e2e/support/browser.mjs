// Pages in Debian's Chromium, at the two widths people have, with script or without.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, test as tested } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const URL_OF_SERVER = process.env.LOUSHI_E2E_URL;
const SHOTS = fileURLToPath(new URL('../shots/', import.meta.url));
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WIDTHS = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 900 } },
};

let browser;
let opened = [];
after(async () => browser?.close());

/** The browser of this file of tests, started with its first page. */
export async function launched() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGS });
  return browser;
}

/** A test whose failure says where its pages stood, with a picture of each. */
export function test(name, body) {
  tested(name, async (context) => {
    opened = [];
    try {
      await body(context);
    } catch (error) {
      error.message += await lastSeen(name);
      // The runner prints the stack, which was put together before.
      error.stack = `${error.message}\n${error.stack}`;
      throw error;
    } finally {
      await Promise.all(opened.map((one) => one.context().close()));
    }
  });
}

/** What the open pages of a failed test show: address, heading, what was refused, a picture. */
async function lastSeen(name) {
  const lines = [];
  for (const one of opened.filter((page) => !page.isClosed())) {
    const seen = await one.locator('h1, [role=alert], .emsg').allInnerTexts().catch(() => []);
    const picture = await keep(one, `failed-${name}-${lines.length + 1}`).catch((error) => `no picture: ${error}`);
    lines.push(`\nseen: ${one.url()} · ${seen.join(' · ')}\n      ${picture}`);
  }
  return lines.join('');
}

/** Takes a picture of the whole page into `e2e/shots/`; gives its path. */
export async function keep(page, name) {
  await mkdir(SHOTS, { recursive: true });
  const path = `${SHOTS}${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`;
  await page.screenshot({ path, fullPage: true });
  return path;
}

/**
 * A page of its own context: nobody signed in, nothing cached.
 *
 * `kind` is 'phone' or 'desk'. Options: `js` (true), `locale` ('zh-CN'), `dark` (false), `width`.
 * What goes wrong behind the page (script errors, refused resources, answers of 500) is kept, and
 * `done(page)` asserts that there was nothing.
 */
export async function page(kind, { js = true, locale = 'zh-CN', dark = false, width } = {}) {
  const options = { ...WIDTHS[kind] };
  if (width) options.viewport = { ...options.viewport, width };
  const context = await (await launched()).newContext({
    ...options,
    baseURL: URL_OF_SERVER,
    javaScriptEnabled: js,
    locale,
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
  });
  context.setDefaultTimeout(15_000);
  return watched(await context.newPage());
}

/** Notes what goes wrong behind a page. */
export function watched(one) {
  one.problems = [];
  one.on('pageerror', (error) => one.problems.push(`script: ${error.message}`));
  one.on('console', (message) => {
    // An answer of 4xx is often what a test is about, and so is a line that is down; the browser
    // reports both here as well.
    const expected = /status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text());
    if (message.type() === 'error' && !expected) one.problems.push(message.text());
  });
  one.on('response', (answer) => {
    if (answer.status() >= 500) one.problems.push(`${answer.status()} ${answer.url()}`);
  });
  opened.push(one);
  return one;
}

/** Closes a page and asserts that nothing went wrong behind it. */
export async function done(one) {
  await one.context().close();
  assert.deepEqual(one.problems, [], 'what went wrong behind the page');
}

/** Keeps a picture under `e2e/shots/` when LOUSHI_SHOTS is set. */
export async function shot(one, name) {
  if (process.env.LOUSHI_SHOTS) await keep(one, name);
}

/** The label of one answer of a segmented control or a set of cards: what a finger touches. */
export const choice = (name, value) => `[name=${name}][value="${value}"] + label`;

/**
 * Counts what a flow asks of a person (UX §1): fields typed into, and acts (clicks, picks).
 * Use its `type`, `pick` and `act` in place of the page's own.
 */
export class Burden {
  typed = 0;
  acts = 0;

  constructor(counted) {
    this.page = counted;
  }

  async type(selector, text) {
    this.typed += 1;
    await this.page.locator(selector).fill(text);
  }

  async pick(selector, value) {
    this.acts += 1;
    await this.page.locator(selector).selectOption(value);
  }

  async act(selector) {
    this.acts += 1;
    await this.page.locator(selector).click();
  }

  /** An act that leads to another page, waited for. */
  async go(selector) {
    this.acts += 1;
    await followed(this.page, selector);
  }

  /** Asserts that the flow stayed within its budget. */
  within({ typed, acts }) {
    const { typed: t, acts: a } = this;
    assert.ok(t <= typed, `typed ${t} fields, ${typed} allowed`);
    assert.ok(a <= acts, `needed ${a} acts, ${acts} allowed`);
  }
}

/** Clicks what leads to another page and waits until that page is there. */
export async function followed(one, selector) {
  const arrived = one.waitForEvent('domcontentloaded');
  await one.locator(selector).first().click();
  await arrived;
}

/** Names of the fields that must be typed into before the form can be sent. */
export async function demanded(one, form) {
  return one.locator(`${form} [required]:not([type=radio], select)`).evaluateAll((fields) => fields.map((f) => f.name));
}
