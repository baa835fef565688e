// What this device chose, or says of itself, for a year: a cookie each. On https its name keeps other hosts out.
const host = location.protocol === "https:" ? "__Host-" : "";

export function keep(what, value) {
  document.cookie = `${host}handhug-${what}=${value}; path=/; max-age=${value ? 365 * 24 * 3600 : 0}; samesite=lax${host && "; secure"}`;
}

// The time zone: the day of a family turns at their own midnight.
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
if (zone) keep("zone", zone);
