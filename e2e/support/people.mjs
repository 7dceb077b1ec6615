// People of the demo, signed in through the page as anyone would be.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { page } from './browser.mjs';
import { accounts } from './server.mjs';

const DATA = process.env.LOUSHI_E2E_DATA;

/**
 * A page on which the demo's `role` is signed in; options as for `page`.
 *
 * A session is kept for the next test that wants the role: spare codes work once each.
 */
export async function signedIn(kind, role, options = {}) {
  const opened = await page(kind, options);
  const kept = join(DATA, `session-${role}.json`);
  const cookies = await readFile(kept, 'utf8').catch(() => null);
  if (cookies) {
    await opened.context().addCookies(JSON.parse(cookies));
    return opened;
  }
  const account = (await accounts(DATA)).find((one) => one.role === role);
  assert.ok(account, `the demo has an account for ${role}`);
  await signIn(opened, account);
  await writeFile(kept, JSON.stringify(await opened.context().cookies()));
  return opened;
}

/** Fills in name, password and, where it is asked, a spare code. */
export async function signIn(opened, { name, password, spare_codes: codes }) {
  await opened.goto('/sign-in');
  await opened.locator('[name=name]').fill(name);
  await opened.locator('[name=password]').fill(password);
  await opened.locator('form[action="/sign-in"] button').click();
  if (await opened.locator('[name=spare]').count()) {
    await opened.locator('details summary').click();
    await opened.locator('[name=spare]').fill(codes.shift());
    await opened.locator('form:has([name=spare]) button').click();
  }
  assert.doesNotMatch(new URL(opened.url()).pathname, /^\/sign-in/, 'signed in');
}
