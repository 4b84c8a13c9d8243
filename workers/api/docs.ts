import type { ApiContext, Paths } from './context.ts'
import type { ApiEnv } from './env.ts'
import { openApi } from './openapi.ts'
import { tagged } from './respond.ts'

/** `/v1/openapi.json`, and `/docs`: the same, readable, by Scalar from our own assets alone. */
export function docsPaths(env: ApiEnv): Paths {
  let description: string | undefined
  const { docsScript } = env
  return {
    '/v1/openapi.json': {
      GET: (c) => {
        c.header('Cache-Control', 'public, max-age=300')
        description ??= JSON.stringify(openApi())
        return tagged(c, description)
      },
    },
    '/docs': { GET: docsPage },
    '/docs/start.js': { GET: (c) => script(c, start) },
    // At the edge the platform serves this one before the Worker is asked.
    ...(docsScript && {
      '/docs/scalar.js': { GET: async (c) => script(c, await docsScript()) },
    }),
  }
}

// Scalar writes style elements and attributes as it goes; scripts and data come from us alone.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Everything of Scalar that would ask another host is off: fonts, proxy, telemetry, agents. */
const settings = {
  url: '/v1/openapi.json',
  agent: { disabled: true },
  hideClientButton: true,
  mcp: { disabled: true },
  persistAuth: false,
  showDeveloperTools: 'never',
  telemetry: false,
  theme: 'default',
  withDefaultFonts: false,
}
const start = `Scalar.createApiReference('#docs', ${JSON.stringify(settings)})`

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Commonhour API</title>
<link rel="icon" href="data:,">
</head>
<body>
<div id="docs"></div>
<noscript><p>This page needs JavaScript. The description itself is at
<a href="/v1/openapi.json">/v1/openapi.json</a>.</p></noscript>
<script src="/docs/scalar.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`

function docsPage(c: ApiContext): Response {
  c.header('Content-Security-Policy', policy)
  c.header('Cache-Control', 'public, max-age=300')
  return c.html(page)
}

function script(c: ApiContext, content: string | Uint8Array<ArrayBuffer>): Response {
  c.header('Content-Type', 'text/javascript; charset=utf-8')
  c.header('Cache-Control', 'public, max-age=3600')
  return c.body(content)
}
