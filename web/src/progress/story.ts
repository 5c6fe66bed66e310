import type { Stage } from './stages';

export type Action =
  | { does: 'browse'; label: string; href: string }
  /** To another page load: the application, or this page afresh. */
  | { does: 'leave'; label: string; href: string }
  | { does: 'repeat-payment'; label: string };

/** What the progress page says. */
export interface Story {
  title: string;
  lead: string;
  notes: string[];
  stages?: Stage[];
  action?: Action;
}
