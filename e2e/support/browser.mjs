// Pages in Debian's Chromium, at the two widths people have, with script or without.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after } from 'node:test';
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
after(async () => browser?.close());

/** The browser of this file of tests, started with its first page. */
export async function launched() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGS });
  return browser;
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
  const opened = await context.newPage();
  opened.problems = [];
  opened.on('pageerror', (error) => opened.problems.push(`script: ${error.message}`));
  opened.on('console', (message) => {
    // An answer of 4xx is often what a test is about; the browser reports it here as well.
    const expected = /status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !expected) opened.problems.push(message.text());
  });
  opened.on('response', (answer) => {
    if (answer.status() >= 500) opened.problems.push(`${answer.status()} ${answer.url()}`);
  });
  return opened;
}

/** Closes a page and asserts that nothing went wrong behind it. */
export async function done(opened) {
  await opened.context().close();
  assert.deepEqual(opened.problems, [], 'what went wrong behind the page');
}

/** Keeps a picture under `e2e/shots/` when LOUSHI_SHOTS is set. */
export async function shot(opened, name) {
  if (!process.env.LOUSHI_SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  await opened.screenshot({ path: `${SHOTS}${name}.png`, fullPage: true });
}

/**
 * Counts what a flow asks of a person (UX §1): fields typed into, and acts (clicks, picks).
 * Use its `type`, `pick` and `act` in place of the page's own.
 */
export class Burden {
  typed = 0;
  acts = 0;

  constructor(opened) {
    this.page = opened;
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

  /** Asserts that the flow stayed within its budget. */
  within({ typed, acts }) {
    const { typed: t, acts: a } = this;
    assert.ok(t <= typed, `typed ${t} fields, ${typed} allowed`);
    assert.ok(a <= acts, `needed ${a} acts, ${acts} allowed`);
  }
}
