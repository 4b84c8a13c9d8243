/** Seconds as members read them, spelled here anew so that a wrong word on a page is found. */
export function hoursText(seconds: number): string {
  const minutes = Math.abs(seconds) / 60
  const whole = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (rest === 0) return `${whole} h`
  return whole === 0 ? `${rest} min` : `${whole} h ${rest} min`
}

/** A change or a standing: with its sign, nought without. */
export function changeText(seconds: number): string {
  const sign = seconds === 0 ? '' : seconds > 0 ? '+' : '−'
  return sign + hoursText(seconds)
}
