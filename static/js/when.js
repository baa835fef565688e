// Days and times as the page itself writes them: in its language, whatever the device speaks.
const { lang } = document.documentElement;
const locale = lang === "en" ? "en-GB" : lang; // "Sunday 22 November"

export const day = (moment) => moment.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long" });
export const time = (moment) => moment.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hour12: false });
