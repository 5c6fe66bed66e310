// A file of JSON lines with everything that changed. A line is with the operating system when append returns, so it outlives this
// process, even killed. The same form as local/Data/JournalFile.cs.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";

export class Journal {
  #path;
  #file;
  #lines = [];

  constructor(path) {
    this.#path = path;
  }

  /** Gives every line to take, oldest first. A last line that the end of the process cut off is dropped; any other bad line is an error. */
  read(take) {
    if (!existsSync(this.#path)) return;
    const bytes = readFileSync(this.#path);
    const intact = bytes.lastIndexOf(10) + 1;
    let number = 0;
    for (let start = 0; start < intact; ) {
      const end = bytes.indexOf(10, start);
      number++;
      try {
        take(JSON.parse(bytes.toString("utf8", start, end)));
      } catch (error) {
        throw new Error(`${this.#path}, line ${number}, can't be read: ${error.message}`);
      }
      start = end + 1;
    }
  }

  /** Puts these entries in the place of all lines and of what was added meanwhile, and goes on behind them. */
  replace(entries) {
    const written = `${this.#path}.new`;
    const file = openSync(written, "w", 0o600);
    for (const entry of entries) writeSync(file, `${JSON.stringify(entry)}\n`);
    fsyncSync(file);
    closeSync(file);
    renameSync(written, this.#path);
    this.#file = openSync(this.#path, "a");
    this.#lines = [];
  }

  add(entry) {
    this.#lines.push(`${JSON.stringify(entry)}\n`);
  }

  /** Writes what was added. Called before an answer goes out; one write for all that a request changed. */
  flush() {
    if (this.#lines.length === 0) return;
    const bytes = Buffer.from(this.#lines.join(""));
    this.#lines = [];
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
  }
}
