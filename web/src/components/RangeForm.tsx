import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { lastDays } from '../reports/days';
import type { Range } from '../reports/days';

const presets = [7, 30, 90, 365];

/** Which days a report is for. Whether they make sense is the API's to say. */
export function RangeForm({ range, error, onChoose }: { range: Range; error?: string; onChoose: (range: Range) => void }) {
  const [draft, setDraft] = useState(range);
  const [shown, setShown] = useState(range);
  // The range has come from elsewhere: a preset, or the back button.
  if (shown.from !== range.from || shown.to !== range.to) {
    setShown(range);
    setDraft(range);
  }
  const choose = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (draft.from && draft.to) onChoose(draft);
  };
  const field = (label: string, name: keyof Range) => (
    <div className="day">
      <label htmlFor={name}>{label}</label>
      <input
        id={name} name={name} type="date" required value={draft[name]} aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'range-error' : undefined} onChange={({ target }) => setDraft({ ...draft, [name]: target.value })} />
    </div>
  );
  return (
    <form className="range" onSubmit={choose} aria-label="Days">
      {field('From', 'from')}
      {field('To', 'to')}
      <button type="submit" className="button">Show</button>
      <div className="presets" role="group" aria-label="Until today">
        {presets.map((days) => (
          <button key={days} type="button" className="button" onClick={() => onChoose(lastDays(days, Date.now()))}>{days} days</button>
        ))}
      </div>
      {error && <p className="error" role="alert" id="range-error">{error}</p>}
    </form>
  );
}
