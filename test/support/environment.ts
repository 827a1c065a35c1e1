/** What the environment says to our own programs, to npm's scripts and to vitest, and to nobody else. */
const ours =
  /^(HOST|PORT|MOCK_PORT|DATABASE_|SMTP_|PUBLIC_URL$|WORKSPACE$|CORS_ORIGINS$|CONTROL$|ADMIN_TOKEN$|DRAIN_DELAY$|TRUST_PROXY$|MAX_CONNECTIONS$|MAX_PER_ADDRESS$|LOG_LEVEL$|NODE_ENV$|NODE_OPTIONS$|(ATENDER|FERNAND)_|npm_(lifecycle|package)_|VITEST|TEST$|ENGINE$)/

/**
 * The environment for a child: as it is on this machine, with certificates and proxies, but for what would change how
 * our own programs behave.
 *
 * @param named what the test says
 */
export const environment = (named: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || ours.test(name) ? [] : [[name, value]],
    ),
  ),
  ...named,
})
