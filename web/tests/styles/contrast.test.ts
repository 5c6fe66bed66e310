import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const [light, dark] = readFileSync('src/styles/tokens.css', 'utf8').split('@media (prefers-color-scheme: dark)')
  .map((part) => new Map([...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name!, colour!])));

/** Text on its ground: at least 4.5 to 1 (WCAG 2.2, 1.4.3). */
const texts = [
  ...['ink', 'quiet', 'accent', 'accent-strong', 'danger'].flatMap((text) => ['paper', 'sheet'].map((ground) => [text, ground])),
  ...['ink', 'quiet', 'accent'].map((text) => [text, 'wash']),
  ['on-accent', 'accent'], ['on-accent', 'accent-strong'],
  ...[1, 2, 3, 4, 5].map((heat) => ['ink', `heat-${heat}`]),
];

/** What has to be seen to be used: at least 3 to 1 (WCAG 2.2, 1.4.11). */
const parts = [
  ...['edge', 'accent', 'danger', 'focus'].flatMap((part) => ['paper', 'sheet'].map((ground) => [part, ground])),
  ['edge', 'wash'], ['focus', 'wash'],
  ...[1, 2, 3, 4, 5].flatMap((series) => ['paper', 'sheet'].map((ground) => [`series-${series}`, ground])),
];

for (const [scheme, colours] of [['Light', light!], ['Dark', new Map([...light!, ...dark!])]] as const)
  for (const [pairs, least] of [[texts, 4.5], [parts, 3]] as const)
    for (const [front, ground] of pairs)
      test(`${scheme}_${front}_on_${ground}`, () => {
        const ratio = contrast(colours.get(front!)!, colours.get(ground!)!);
        assert.ok(ratio >= least, `${ratio.toFixed(2)} is less than ${least}`);
      });

/** WCAG's contrast ratio of two sRGB colours. */
function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
