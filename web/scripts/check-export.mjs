// Checks what `npm run build` has written to out/: nothing that the storefront's Content-Security-Policy forbids
// (script-src 'self'; style-src 'self'; no external address), and a first load that stays small.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const out = fileURLToPath(new URL('../out', import.meta.url));
const limit = 150 * 1024;
const addresses = new Set(['src', 'href', 'action', 'formaction', 'srcset', 'poster', 'data']);
const faults = [];

const pages = (existsSync(out) ? readdirSync(out, { recursive: true }) : []).filter((name) => name.endsWith('.html')).toSorted();
if (pages.length === 0) faults.push('out/ holds no page: run npm run build first');

console.log('First load, gzip           script      all');
for (const page of pages) {
  const html = readFileSync(join(out, page), 'utf8');
  for (const fault of forbidden(html)) faults.push(`${page}: ${fault}`);

  const files = loadedBy(html);
  const script = sum(files.filter((file) => file.endsWith('.js')));
  const all = sum(files) + gzipSync(html).length;
  console.log(`${page.padEnd(24)} ${kilobytes(script)} ${kilobytes(all)}`);
  if (script > limit) faults.push(`${page}: loads ${kilobytes(script).trim()} of script, more than ${kilobytes(limit).trim()}`);
}

for (const fault of faults) console.error(`✗ ${fault}`);
console.log(faults.length === 0 ? `${pages.length} pages: nothing that the Content-Security-Policy forbids` : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** What the policy would block in a page, or what would leave the shop's own address. */
function* forbidden(html) {
  for (const [tag, name, attributes] of html.matchAll(/<([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)) {
    const element = name.toLowerCase();
    const values = valuesOf(attributes);
    if (element === 'script' && !values.has('src') && values.get('type') !== 'application/json') yield `inline script: ${tag}`;
    if (element === 'style') yield `inline style sheet: ${tag}`;
    if (['iframe', 'object', 'embed', 'base'].includes(element)) yield `forbidden element: ${tag}`;
    for (const [attribute, value] of values) {
      if (attribute === 'style') yield `inline style: ${tag}`;
      if (attribute.startsWith('on')) yield `inline handler: ${tag}`;
      if (addresses.has(attribute) && !/^(\/(?!\/)|#)/.test(value)) yield `address outside of the shop: ${tag}`;
    }
  }
}

function valuesOf(attributes) {
  return new Map([...attributes.matchAll(/([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)]
    .map(([, name, double, single, bare]) => [name.toLowerCase(), double ?? single ?? bare ?? '']));
}

/** The files that a browser of today fetches for the page itself: no polyfills for browsers without modules. */
function loadedBy(html) {
  const elements = [...html.matchAll(/<(?:script|link)\b([^>]*)>/g)].map(([, attributes]) => valuesOf(attributes));
  const files = elements.flatMap((values) =>
    values.has('src') && !values.has('nomodule') ? values.get('src') : values.get('rel') === 'stylesheet' ? values.get('href') : []);
  return [...new Set(files)].map((address) => join(out, address.split('?')[0]));
}

function sum(files) {
  return files.reduce((size, file) => size + gzipSync(readFileSync(file)).length, 0);
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`.padStart(10);
}
