import type { Range } from '../reports/days';
import { ask } from './ask';
import type { Answer } from './ask';

/** A report that can be asked for. */
export interface Listed {
  name: string;
  description: string;
}

export interface Column {
  name: string;
  /** text, date, integer, number, or what a later API may add. */
  type: string;
}

export type Cell = string | number | boolean | null;

/** The answer of one report for a range of days. */
export interface Report extends Range {
  report: string;
  description: string;
  columns: Column[];
  rows: Cell[][];
}

/** What both questions can be answered with instead. */
type NoAnswer =
  /** These pages reach no analytics API: in AWS it asks for signed requests, at an address of its own. */
  | { kind: 'elsewhere' }
  | { kind: 'unreachable' };

export type ListAnswer = { kind: 'reports'; reports: Listed[] } | NoAnswer;

export type ReportAnswer =
  | { kind: 'report'; report: Report }
  | { kind: 'unknown-report' }
  /** The question makes no sense, and why. */
  | { kind: 'refused'; detail: string }
  | NoAnswer;

export interface Reports {
  list(signal: AbortSignal): Promise<ListAnswer>;

  report(name: string, range: Range, signal: AbortSignal): Promise<ReportAnswer>;
}

/** Where a report is, as JSON or as a file for a spreadsheet. */
export function addressOf(name: string, { from, to }: Range, format?: 'csv'): string {
  const query = new URLSearchParams({ from, to, ...(format && { format }) });
  return `/api/reports/${encodeURIComponent(name)}?${query}`;
}

/** The analytics API behind /api/reports of the storefront's own address. */
export class HttpReports implements Reports {
  constructor(private readonly fetch: typeof globalThis.fetch, private readonly now: () => number = Date.now) {}

  async list(signal: AbortSignal): Promise<ListAnswer> {
    const answer = await this.ask('/api/reports', signal);
    if (answer?.status === 200 && isList(answer.json)) return { kind: 'reports', reports: answer.json.reports };
    return { kind: answer?.status === 404 || isForbidden(answer) ? 'elsewhere' : 'unreachable' };
  }

  async report(name: string, range: Range, signal: AbortSignal): Promise<ReportAnswer> {
    const answer = await this.ask(addressOf(name, range), signal);
    if (answer?.status === 200 && isReport(answer.json)) return { kind: 'report', report: answer.json };
    if (answer?.status === 400) return { kind: 'refused', detail: detailOf(answer.json) };
    if (answer?.status === 404) return { kind: 'unknown-report' };
    return { kind: isForbidden(answer) ? 'elsewhere' : 'unreachable' };
  }

  private ask(path: string, signal: AbortSignal): Promise<Answer | null> {
    return ask(this.fetch, this.now, path, { cache: 'no-store', credentials: 'omit' }, signal);
  }
}

function isForbidden(answer: Answer | null): boolean {
  return answer?.status === 401 || answer?.status === 403;
}

function detailOf(problem: unknown): string {
  return isObject(problem) && typeof problem.detail === 'string' ? problem.detail : 'The report can’t be made for these days.';
}

function isList(json: unknown): json is { reports: Listed[] } {
  return isObject(json) && Array.isArray(json.reports)
    && json.reports.every((report) => isObject(report) && areTexts(report.name, report.description));
}

function isReport(json: unknown): json is Report {
  return isObject(json) && areTexts(json.report, json.description, json.from, json.to)
    && Array.isArray(json.columns) && json.columns.every((column) => isObject(column) && areTexts(column.name, column.type))
    && Array.isArray(json.rows) && json.rows.every(isRowOf(json.columns.length));
}

function isRowOf(length: number): (row: unknown) => boolean {
  return (row) => Array.isArray(row) && row.length === length && row.every((cell) => cell === null || typeof cell !== 'object');
}

function areTexts(...values: unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null;
}
