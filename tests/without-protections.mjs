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

for (const project of new Set(protections.map(({ project }) => project))) {
  console.error(`with everything in place: ${project} …`);
  const tests = protections.filter((protection) => protection.project === project).map(({ test }) => test);
  const { passed, output } = run(project, tests);
  if (passed) continue;
  console.error(`${project} fails with everything in place:\n${output}`);
  process.exit(2);
}

let unnoticed = 0;
for (const protection of protections) {
  const file = join(copy, protection.file);
  const original = readFileSync(file, 'utf8');
  if (original.split(protection.find).length !== 2) throw new Error(`${protection.file} doesn't hold once: ${protection.find}`);
  writeFileSync(file, original.replace(protection.find, () => protection.replace));
  const { passed, failed, output } = run(protection.project, [protection.test]);
  writeFileSync(file, original);
  if (!passed && !failed) throw new Error(`Without "${protection.protection}" nothing runs:\n${output}`);
  console.log(`${passed ? 'NOT NOTICED' : 'noticed'}: ${protection.protection}: ${protection.test}`);
  unnoticed += passed ? 1 : 0;
}
console.log(`${protections.length - unnoticed} noticed, ${unnoticed} not noticed`);
process.exit(unnoticed === 0 ? 0 : 1);

/** Builds a test project and runs some of its tests, named by class and method. */
function run(project, names) {
  const build = spawnSync('dotnet', ['build', join(copy, project), '-v', 'quiet', '-nologo', '-p:TreatWarningsAsErrors=false'], { encoding: 'utf8' });
  if (build.status !== 0) return { passed: false, failed: false, output: build.stdout };
  const filter = names.map((name) => `FullyQualifiedName~.${name.split('.').at(-1)}`).join('|'); // a contract is run by several classes
  const tests = spawnSync('dotnet', ['test', join(copy, project), '--no-build', '--filter', filter], { encoding: 'utf8' });
  const count = (word) => Number(new RegExp(`${word}: +([0-9]+)`).exec(tests.stdout)?.[1] ?? 0);
  return { passed: tests.status === 0 && count('Passed') >= names.length, failed: count('Failed') > 0, output: tests.stdout };
}
