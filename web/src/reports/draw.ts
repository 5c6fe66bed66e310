// The only file that knows the chart library: it is loaded when there is something to draw, and by no page of the shop.
import {
  BarController, BarElement, CategoryScale, Chart as Canvas, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip,
} from 'chart.js';
import type { ChartConfiguration, ChartDataset, ScaleOptions } from 'chart.js';
import type { Chart, Series } from './charts';
import { longDay, shortDay } from './days';
import { figure, tick } from './formats';

Canvas.register(BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** Lines differ in more than their colour. */
const marks = [
  { borderDash: [], pointStyle: 'circle' }, { borderDash: [8, 4], pointStyle: 'triangle' }, { borderDash: [2, 3], pointStyle: 'rectRot' },
] as const;

/** @returns What takes the drawing away again. */
export function draw(canvas: HTMLCanvasElement, chart: Chart): () => void {
  const drawing = new Canvas(canvas, configurationOf(chart, getComputedStyle(canvas)));
  return () => drawing.destroy();
}

function configurationOf(chart: Chart, style: CSSStyleDeclaration): ChartConfiguration<'bar' | 'line', (number | null)[], string> {
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const font = { family: style.fontFamily, size: 13 };
  const scale = (its: Series | undefined, position: 'left' | 'right'): ScaleOptions<'linear'> => ({
    type: 'linear', position, stacked: chart.stacked && position === 'left', beginAtZero: true, display: its !== undefined,
    border: { display: false },
    grid: { color: colour('line'), drawOnChartArea: position === 'left' },
    ticks: {
      color: colour('quiet'), font, maxTicksLimit: 6, precision: its?.unit === 'count' ? 0 : undefined,
      callback: (value) => tick(Number(value), its?.unit ?? 'plain', its?.currency),
    },
  });
  return {
    type: 'bar',
    data: { labels: chart.days, datasets: chart.series.map((series, at) => datasetOf(series, colour, at)) },
    options: {
      animation: false, maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          stacked: chart.stacked, border: { color: colour('edge') }, grid: { display: false },
          ticks: { color: colour('quiet'), font, maxRotation: 0, autoSkipPadding: 16, callback: (_, at) => shortDay(chart.days[at] ?? '') },
        },
        y: scale(chart.series.find(({ right }) => !right), 'left'),
        right: scale(chart.series.find(({ right }) => right), 'right'),
      },
      plugins: {
        legend: {
          align: 'start',
          labels: {
            color: colour('ink'), font, usePointStyle: true, boxHeight: 10,
            sort: (a, b) => (a.datasetIndex ?? 0) - (b.datasetIndex ?? 0),
          },
        },
        tooltip: {
          backgroundColor: colour('ink'), titleColor: colour('paper'), bodyColor: colour('paper'), titleFont: font, bodyFont: font,
          callbacks: {
            title: ([item]) => longDay(chart.days[item?.dataIndex ?? -1] ?? ''),
            label: ({ datasetIndex, parsed }) => {
              const series = chart.series[datasetIndex];
              return `${series?.name}: ${shown(parsed.y ?? 0, series)}`;
            },
          },
        },
      },
    },
  };
}

function datasetOf(series: Series, colour: (name: string) => string, at: number): ChartDataset<'bar' | 'line', (number | null)[]> {
  const common = { label: series.name, data: series.values, yAxisID: series.right ? 'right' : 'y', backgroundColor: colour(series.tone) };
  return series.form === 'bar'
    ? { ...common, type: 'bar', maxBarThickness: 40, pointStyle: 'rect' }
    // Lines are drawn above bars.
    : { ...common, type: 'line', order: -1, borderColor: colour(series.tone), borderWidth: 2, pointRadius: 4, ...markOf(at) };
}

function markOf(at: number) {
  const { borderDash, pointStyle } = marks[at % marks.length]!;
  return { borderDash: [...borderDash], pointStyle };
}

function shown(value: number, series: Series | undefined): string {
  return figure(value, series?.unit ?? 'plain', series?.currency);
}
