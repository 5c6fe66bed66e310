import type { Stage } from '../progress/stages';

const states: Record<Stage['state'], string> = { done: 'done', current: 'in progress', waiting: 'not yet', failed: 'not possible' };

export function StageList({ stages }: { stages: Stage[] }) {
  return (
    <ol className="stages" aria-label="Stages of your purchase">
      {stages.map(({ name, state }) => (
        <li key={name} className="stage" data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <svg className="stage-tick" viewBox="0 0 28 28" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
            <path d="M9 14.5l3.4 3.4L19 11" />
          </svg>
          {name}<span className={state === 'failed' ? undefined : 'visually-hidden'}>: {states[state]}</span>
        </li>
      ))}
    </ol>
  );
}
