// The time zone of this device: the day of a family turns at their own midnight.
const A_YEAR = 365 * 24 * 3600;

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

const secure = location.protocol === "https:" ? "; secure" : "";
if (zone) document.cookie = `handhug-zone=${zone}; path=/; max-age=${A_YEAR}; samesite=lax${secure}`;
