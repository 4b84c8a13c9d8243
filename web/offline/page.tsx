import { type Mount, nothingMore, publicPage } from '../plumbing/pages.tsx'

/** What is shown instead of a page that this phone has not seen, while there is no network. */
export function mountOffline(mount: Mount): void {
  publicPage(mount, {
    path: '/offline.html',
    read: nothingMore,
    show: ({ say }) => ({
      title: say('offline.title'),
      body: (
        <div class="plain">
          <p class="lead">{say('offline.lead')}</p>
          <p>{say('offline.next')}</p>
        </div>
      ),
    }),
  })
}
