import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './free-port.ts'
import { temporaryFolder } from './process.ts'
import { until } from './until.ts'

const run = promisify(execFile)
const PLACES = ['/usr/sbin/exim4', '/usr/sbin/exim']

/** Finds Exim, or installs it where that is possible; else tells why it is not there. */
export async function findExim(): Promise<{ path: string } | { missing: string }> {
  const found = () => PLACES.find(existsSync)
  if (process.getuid?.() !== 0) return { missing: 'only root can start Exim with a configuration of its own' }
  if (!found()) {
    if (!existsSync('/usr/bin/apt-get')) return { missing: 'there is neither exim4 nor apt-get' }
    try {
      await run('apt-get', ['update', '-qq'], { timeout: 120_000 })
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'exim4-daemon-light'], {
        timeout: 180_000,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    } catch (error) {
      return { missing: `exim4-daemon-light cannot be installed: ${String(error).split('\n')[0]}` }
    }
  }
  const path = found()
  return path ? { path } : { missing: 'exim4-daemon-light has no exim4' }
}

/** Where it hands mail on to. */
interface Ports {
  /** What is for `demo.example`. */
  back: number
  /** What is for `remote.example`. */
  elsewhere: number
}

export interface Exim {
  /** For `SMTP_URL`. */
  url: string
  /** The mails in somebody's mailbox, the oldest first. */
  mailbox(user: string): Buffer[]
  log(): string
  stop(): Promise<void>
}

/**
 * Starts Exim with a configuration of its own, on a free port of the loopback interface. Mail for `local.example` goes
 * into a Maildir each for `richard`, `jared` and `dinesh`; `later` is busy, everybody else is unknown. Mail for
 * `demo.example` and `remote.example` goes to these ports.
 */
export async function startExim(path: string, ports: Ports): Promise<Exim> {
  const folder = temporaryFolder()
  const port = await freePort()
  const id = async (flag: string) => Number((await run('id', [flag, 'Debian-exim'])).stdout)
  const [uid, gid] = [await id('-u'), await id('-g')]
  chmodSync(folder, 0o755)
  for (const name of ['spool', 'log', 'mail']) {
    mkdirSync(join(folder, name))
    chownSync(join(folder, name), uid, gid)
  }
  const file = join(folder, 'exim.conf')
  writeFileSync(file, configuration(folder, port, ports))
  chmodSync(file, 0o644)
  const child = spawn(path, ['-C', file, '-bdf', '-q1s'], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
  })
  let code: number | null | undefined
  const ended = once(child, 'exit').then(([exit]) => {
    code = exit as number | null // the event's first argument
  })
  const log = () =>
    readdirSync(join(folder, 'log'))
      .map(name => readFileSync(join(folder, 'log', name), 'utf8'))
      .join('\n') + said
  await until(async () => {
    if (code !== undefined) throw new Error(`Exim ended with ${code}: ${log()}`)
    return (await answers(port)) || undefined
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    mailbox(user) {
      const inbox = join(folder, 'mail', user, 'new')
      if (!existsSync(inbox)) return []
      return readdirSync(inbox)
        .sort()
        .map(name => readFileSync(join(inbox, name)))
    },
    log,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const configuration = (folder: string, port: number, ports: Ports) => `
primary_hostname = mta.example
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/spool/exim.pid
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
exim_user = Debian-exim
deliver_drop_privilege
tls_advertise_hosts =
host_lookup =
rfc1413_hosts =
dsn_advertise_hosts = *
acl_smtp_rcpt = recipients
acl_smtp_data = accept

begin acl
recipients:
  require verify = recipient
  accept

begin routers
back:
  driver = manualroute
  domains = demo.example
  route_list = * 127.0.0.1
  self = send
  transport = back
busy:
  driver = redirect
  domains = local.example
  local_parts = later
  data = :defer: The mailbox is being moved
  allow_defer
elsewhere:
  driver = manualroute
  domains = remote.example
  route_list = * 127.0.0.1
  self = send
  transport = elsewhere
mailboxes:
  driver = accept
  domains = local.example
  local_parts = richard : jared : dinesh
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = ${folder}/mail/$local_part_data
  maildir_format
  create_directory
  user = Debian-exim
  envelope_to_add
  return_path_add
back:
  driver = smtp
  port = ${ports.back}
  allow_localhost
  hosts_try_chunking =
elsewhere:
  driver = smtp
  port = ${ports.elsewhere}
  allow_localhost

begin retry
* * F,1h,1s
`

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const answered = await Promise.race([
    once(socket, 'data').then(
      () => true,
      () => false,
    ),
    once(socket, 'error').then(() => false),
  ]).catch(() => false)
  socket.destroy()
  return answered
}
