// Runs the browser tests against the built program, one file after the other, and ends with a line
// of counts that `cargo xtask test` reads.
//
//   node run.mjs [part of a file's name]
//   LOUSHI_E2E_URL=http://127.0.0.1:8080 node run.mjs    against a program that runs already

import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { run } from 'node:test';
import { start } from './support/server.mjs';

const folder = fileURLToPath(new URL('tests/', import.meta.url));
const wanted = process.argv[2] ?? '';
const names = (await readdir(folder)).filter((n) => n.endsWith('.test.mjs') && n.includes(wanted));
const files = names.sort().map((name) => folder + name);

const server = process.env.LOUSHI_E2E_URL ? null : await start();
if (server) {
  process.env.LOUSHI_E2E_URL = server.url;
  process.env.LOUSHI_E2E_DATA = server.data;
}

let passed = 0;
let failed = 0;
const results = run({ files, concurrency: 1, timeout: 300_000 });
// A file that broke before its first test is reported under its own name.
const isFile = (name) => files.includes(name);
results.on('test:pass', ({ name, details, skip }) => {
  if (details.type === 'suite' || isFile(name) || skip) return;
  passed += 1;
  console.log(`ok      ${name} (${Math.round(details.duration_ms)} ms)`);
});
results.on('test:fail', ({ name, file, details }) => {
  if (details.type === 'suite') return;
  // A file fails because a test in it did; that one is counted.
  if (isFile(name) && details.error?.failureType === 'subtestsFailed') return;
  failed += 1;
  console.log(`FAILED  ${name} (${file ?? ''})`);
  console.log(String(details.error?.cause?.stack ?? details.error));
});
results.on('test:stderr', ({ message }) => process.stderr.write(message));
for await (const _ of results);

if (server && failed) console.log(`\nwhat the program said:\n${server.words().slice(-4000)}`);
await server?.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
