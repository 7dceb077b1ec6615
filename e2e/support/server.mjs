// Starts the built program on a fresh demo district, on a free port, and stops it again.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = process.env.LOUSHI_BIN ?? join(ROOT, 'target/debug/loushi');
// "Today" in the demo: a Tuesday before the spring festival, so that clocks meet holidays.
const AS_OF = '2024-02-06';
// Making the district takes the unoptimised program longer than the optimised one.
const PATIENCE_MS = 240_000;

/** Starts the program; gives its address, its data directory and a way to stop it. */
export async function start() {
  const data = await mkdtemp(join(tmpdir(), 'loushi-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ['demo', '--data', data, '--listen', `127.0.0.1:${port}`, '--as-of', AS_OF];
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
    await rm(data, { recursive: true, force: true });
  };
  try {
    await Promise.race([answers(`${url}/readyz`), ended.then(() => Promise.reject('it ended'))]);
  } catch (error) {
    await stop();
    throw new Error(`${PROGRAM} does not serve: ${error}\n${Buffer.concat(said)}`);
  }
  return { url, data, stop, words: () => Buffer.concat(said).toString() };
}

/** Role, name and password of each account the demo made, from its `ACCOUNTS.txt`. */
export async function accounts(data) {
  return readFile(join(data, 'ACCOUNTS.txt'), 'utf8');
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
