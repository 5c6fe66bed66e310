import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, HttpReports } from '../../src/api/reports';
import { reportOf, revenueColumns } from '../support/reports';

const never = new AbortController().signal;
const range = { from: '2026-11-01', to: '2026-11-23' };
const revenue = reportOf('revenue', revenueColumns, [['2026-11-01', 'prod_premium_tier', 'USD', 3, 299.97, null]]);
const list = [{ name: 'revenue', description: 'Revenue by day.' }];

type Answering = () => Response | Promise<Response>;

const json = (status: number, body: unknown): Answering =>
  () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
const noConnection: Answering = () => Promise.reject(new TypeError('failed'));
const reports = (answer: Answering) => new HttpReports(async () => answer());

test('ARequest_NamesReportAndDays_AndTakesNoCookieAndNoCache', async () => {
  const seen: { path: string; request: RequestInit }[] = [];
  await new HttpReports(async (path, request) => {
    seen.push({ path: String(path), request: request! });
    return new Response('{}');
  }).report('a/b?', range, never);
  assert.equal(seen[0]!.path, '/api/reports/a%2Fb%3F?from=2026-11-01&to=2026-11-23');
  assert.deepEqual([seen[0]!.request.cache, seen[0]!.request.credentials, seen[0]!.request.redirect], ['no-store', 'omit', 'error']);
});

test('ACsv_IsAnAddressOfTheSameFigures', () =>
  assert.equal(addressOf('revenue', range, 'csv'), '/api/reports/revenue?from=2026-11-01&to=2026-11-23&format=csv'));

for (const [name, answer, expected] of [
  ['Found', json(200, { reports: list }), { kind: 'reports', reports: list }],
  ['WithoutNames', json(200, { reports: [{ name: 1 }] }), { kind: 'unreachable' }],
  ['OfAnotherForm', json(200, list), { kind: 'unreachable' }],
  ['ThatWantsASignature', json(403, { message: 'Missing Authentication Token' }), { kind: 'elsewhere' }],
  ['ThatWantsCredentials', json(401, {}), { kind: 'elsewhere' }],
  ['OfAShopWithoutReports', json(404, '<!doctype html>'), { kind: 'elsewhere' }],
  ['Unavailable', json(503, {}), { kind: 'unreachable' }],
  ['NoConnection', noConnection, { kind: 'unreachable' }],
] as const)
  test(`List_${name}`, async () => assert.deepEqual(await reports(answer).list(never), expected));

for (const [name, answer, expected] of [
  ['Found', json(200, revenue), { kind: 'report', report: revenue }],
  ['Empty', json(200, { ...revenue, rows: [] }), { kind: 'report', report: { ...revenue, rows: [] } }],
  ['WithARowTooShort', json(200, { ...revenue, rows: [['2026-11-01']] }), { kind: 'unreachable' }],
  ['WithCellsThatAreNone', json(200, { ...revenue, rows: [[{}, [], '', 1, 1, 1]] }), { kind: 'unreachable' }],
  ['WithoutColumns', json(200, { ...revenue, columns: undefined }), { kind: 'unreachable' }],
  ['APageInsteadOfAnAnswer', json(200, '<html>'), { kind: 'unreachable' }],
  ['ABadRange', json(400, { title: 'Bad range', detail: 'At most 366 days.' }), { kind: 'refused', detail: 'At most 366 days.' }],
  ['ARefusalWithoutReason', json(400, ''), { kind: 'refused', detail: 'The report can’t be made for these days.' }],
  ['Unknown', json(404, { title: 'No such report' }), { kind: 'unknown-report' }],
  ['Forbidden', json(403, {}), { kind: 'elsewhere' }],
  ['TooMany', json(429, {}), { kind: 'unreachable' }],
  ['Failed', json(500, { detail: 'An error.' }), { kind: 'unreachable' }],
  ['NoConnection', noConnection, { kind: 'unreachable' }],
] as const)
  test(`Report_${name}`, async () => assert.deepEqual(await reports(answer).report('revenue', range, never), expected));
