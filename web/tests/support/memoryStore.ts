import type { SessionStore } from '../../src/browser/session';

/** A tab's sessionStorage. */
export class MemoryStore implements SessionStore {
  readonly items: Map<string, string>;

  constructor(items: Iterable<[string, string]> = []) {
    this.items = new Map(items);
  }

  /** What a browser does when the buyer duplicates the tab. */
  duplicate(): MemoryStore {
    return new MemoryStore(this.items);
  }

  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }

  setItem(name: string, value: string): void {
    this.items.set(name, value);
  }

  removeItem(name: string): void {
    this.items.delete(name);
  }
}
