// Views of one page tell each other that the country file has changed, so that the paper below a form is never out of date.

const COUNTRY_NEWS = "course-country-file";

/** Tell it. */
export function tellCountryFile() { window.dispatchEvent(new CustomEvent(COUNTRY_NEWS)); }

/** Hear it; gives a function that stops listening. */
export function onCountryFile(listener) {
  window.addEventListener(COUNTRY_NEWS, listener);
  return () => window.removeEventListener(COUNTRY_NEWS, listener);
}
