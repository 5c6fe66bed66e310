import { useEffect, useRef, useState } from 'react';
import type { Chart } from '../reports/charts';
import { describe } from '../reports/describe';
import { useDarkness } from './useDarkness';

/** Draws a chart, with words for those who can't see it. */
export function ReportChart({ chart }: { chart: Chart }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  const darkness = useDarkness();
  useEffect(() => {
    let erase: (() => void) | undefined;
    let gone = false;
    import('../reports/draw')
      .then(({ draw }) => {
        if (!gone && canvas.current) erase = draw(canvas.current, chart);
      })
      .catch((cause: unknown) => {
        console.error(cause);
        setFailed(true);
      });
    return () => {
      gone = true;
      erase?.();
    };
    // The colours are read when it is drawn.
  }, [chart, darkness]);
  return (
    <figure className="chart">
      {chart.title && <figcaption>{chart.title}</figcaption>}
      {failed
        ? <p className="notice">The chart could not be drawn. Its figures are in the table below.</p>
        : <div className="chart-canvas"><canvas ref={canvas} role="img" aria-label={describe(chart)} /></div>}
    </figure>
  );
}
