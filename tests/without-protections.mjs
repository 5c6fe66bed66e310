#!/usr/bin/env node
// Takes each protection of tests/Protections/protections.json away, one at a time, in a copy of the last commit, and runs the test that has
// to notice. Ends with 1 when a test doesn't, and with 2 when it fails with everything in place.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

if (process.argv.includes('--help')) {
  console.log('tests/without-protections [part of a protection\'s name]\n\nTakes about a minute for each protection.');
  process.exit(0);
}
process.env.UseSharedCompilation = 'true'; // dozens of builds, one compiler
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = process.argv[2] ?? '';
const protections = JSON.parse(readFileSync(join(root, 'tests', 'Protections', 'protections.json'), 'utf8'))
  .filter(({ protection }) => protection.toLowerCase().includes(wanted.toLowerCase()));
if (protections.length === 0) {
  console.error(`No protection is called "${wanted}".`);
  process.exit(2);
}

const copy = mkdtempSync(join(tmpdir(), 'without-protections-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
execFileSync('git', ['clone', '--quiet', root, copy]);

const inPlace = protections.map((protection, index) => {
  console.error(`with everything in place, ${index + 1} of ${protections.length}: ${protection.test} …`);
  return { protection, ran: run(protection) };
});
const broken = inPlace.filter(({ ran }) => !ran.passed);
for (const { protection, ran } of broken) console.error(`${protection.test} fails with everything in place:\n${ran.output}`);
if (broken.length > 0) process.exit(2);

let unnoticed = 0;
for (const protection of protections) {
  const file = join(copy, protection.file);
  const original = readFileSync(file, 'utf8');
  if (original.split(protection.find).length !== 2) throw new Error(`${protection.file} doesn't hold once: ${protection.find}`);
  writeFileSync(file, original.replace(protection.find, () => protection.replace));
  const { passed, compiled, output } = run(protection);
  writeFileSync(file, original);
  if (!compiled) throw new Error(`Without "${protection.protection}" nothing compiles:\n${output}`);
  console.log(`${passed ? 'NOT NOTICED' : 'noticed'}: ${protection.protection}: ${protection.test}`);
  unnoticed += passed ? 1 : 0;
}
console.log(`${protections.length - unnoticed} noticed, ${unnoticed} not noticed`);
process.exit(unnoticed === 0 ? 0 : 1);

function run({ project, test }) {
  const build = spawnSync('dotnet', ['build', join(copy, project), '-v', 'quiet', '-nologo', '-p:TreatWarningsAsErrors=false'], { encoding: 'utf8' });
  if (build.status !== 0) return { passed: false, compiled: false, output: build.stdout };
  const name = test.split('.').at(-1);
  const tests = spawnSync('dotnet', ['test', join(copy, project), '--no-build', '--filter', `FullyQualifiedName~${name}`], { encoding: 'utf8' });
  return { passed: tests.status === 0 && /Passed: +[1-9]/.test(tests.stdout), compiled: true, output: tests.stdout };
}
