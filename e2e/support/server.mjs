// Starts the built program on a fresh demo of one street, on a free port, and stops it again.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The built program. */
export const PROGRAM = process.env.LOUSHI_BIN ?? join(ROOT, 'target/debug/loushi');
// "Today" in the demo: a Tuesday before the spring festival, so that clocks meet holidays.
const AS_OF = '2024-02-06';
const PATIENCE_MS = 60_000;

/** Starts the program on a demo; gives its address, its data directory and a way to stop it. */
export async function start() {
  return started(['demo', '--small', '--as-of', AS_OF]);
}

/** Starts it on an empty directory; gives besides the link for the first account. */
export async function startEmpty() {
  const server = await started(['serve']);
  const link = server.words().match(/http:\S+\/setup\?token=\S+/)?.[0];
  if (!link) {
    await server.stop();
    throw new Error(`no link for the first account: ${server.words()}`);
  }
  return { ...server, link };
}

async function started(command) {
  const folder = await mkdtemp(join(tmpdir(), 'loushi-e2e-'));
  const data = join(folder, 'demo');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [...command, '--data', data, '--listen', `127.0.0.1:${port}`];
  const said = [];
  const program = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  program.stdout.on('data', (words) => said.push(words));
  program.stderr.on('data', (words) => said.push(words));
  const ended = new Promise((resolve, reject) => {
    program.on('error', reject);
    program.on('exit', resolve);
  });
  const stop = async () => {
    program.kill('SIGTERM');
    // A program that never started has nothing to wait for.
    await ended.catch(() => {});
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([answers(`${url}/readyz`), ended.then(() => Promise.reject('it ended'))]);
  } catch (error) {
    await stop();
    throw new Error(`${PROGRAM} does not serve: ${error}\n${Buffer.concat(said)}`);
  }
  return { url, data, stop, words: () => Buffer.concat(said).toString() };
}

/** The accounts of the demo: role, name, password, and spare codes where a second factor is asked. */
export async function accounts(data) {
  return JSON.parse(await readFile(join(data, 'demo.json'), 'utf8')).accounts;
}

async function answers(url) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no answer from ${url} within ${PATIENCE_MS / 1000} s`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
