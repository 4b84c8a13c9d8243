/** The mark as a file of its own, for the browser's tab; drawn as in mark.tsx. */
export const markFile =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<path fill="#e8a33d" d="M15.2 2.5a11.5 11.5 0 0 0 0 23z"/>' +
  '<path fill="#7a3763" d="M16.8 6.5a11.5 11.5 0 0 1 0 23z"/></svg>'
