// What was true for a while only, such as that somebody has begun, is not said by a copy that is older.
for (const line of document.querySelectorAll("[data-until]")) line.hidden = Date.now() > Date.parse(line.dataset.until);
