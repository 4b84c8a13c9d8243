/**
 * The mark: one hour, shared. A disc cut in two halves that slid a little: what one gives, another
 * receives. The same two halves, sized by what was given and received, are the picture of a
 * standing (charts.tsx).
 */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path class="gave" d="M15.2 2.5a11.5 11.5 0 0 0 0 23z" />
      <path class="received" d="M16.8 6.5a11.5 11.5 0 0 1 0 23z" />
    </svg>
  )
}
