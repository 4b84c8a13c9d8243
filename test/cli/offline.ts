/** Loaded before a program: whatever it asks of any network ends it with 99, and is said. */
const guard = `
  import net from 'node:net'
  import dns from 'node:dns'
  import dgram from 'node:dgram'
  import { syncBuiltinESMExports } from 'node:module'
  const refuse = () => { process.stderr.write('asked the network'); process.exit(99) }
  net.Socket.prototype.connect = refuse
  net.Server.prototype.listen = refuse
  dns.lookup = refuse
  dgram.createSocket = refuse
  globalThis.fetch = refuse
  syncBuiltinESMExports()
`

/** Lets every program that is started from here on run without a network; gives the way back. */
export function cutOffline(): () => void {
  const before = process.env.NODE_OPTIONS
  const url = `data:text/javascript,${encodeURIComponent(guard)}`
  process.env.NODE_OPTIONS = [before, `--import=${url}`].filter(Boolean).join(' ')
  return () => {
    if (before === undefined) delete process.env.NODE_OPTIONS
    else process.env.NODE_OPTIONS = before
  }
}
