import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants';

process.env.NEXT_TELEMETRY_DISABLED = '1';

const api = process.env.API ?? 'http://localhost:8080';

const common: NextConfig = {
  reactStrictMode: true,
  trailingSlash: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  // Not the repository's root, which has a package.json for other tools.
  turbopack: { root: __dirname },
  experimental: {
    // TypeScript 7 has a compiler and no API to call it by.
    useTypeScriptCli: true,
    // A shared runtime is started by an inline script, which the Content-Security-Policy forbids.
    turbopackSharedRuntime: false,
  },
};

/** The same sources give the same export, byte for byte: a deployment without changes uploads nothing. */
const exported: NextConfig = { ...common, output: 'export', generateBuildId: hashOfSources };

/** `npm run dev` reaches a running platform through the address that the pages use in production, too. */
const development: NextConfig = {
  ...common,
  skipTrailingSlashRedirect: true,
  rewrites: async () => [{ source: '/api/:path*', destination: `${api}/api/:path*` }],
};

const config = (phase: string): NextConfig => (phase === PHASE_DEVELOPMENT_SERVER ? development : exported);

export default config;

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'next.config.ts', 'tsconfig.json', ...filesIn('public'), ...filesIn('src')])
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 20);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).toSorted().map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]));
}
