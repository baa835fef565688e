// Before the first paint: a copy of a page kept on the device wears the light that was chosen since.
(() => {
  const cookie = (name) => document.cookie.match(`(?:^|; )handhug-${name}=([a-z0-9]+)`)?.[1];
  for (const what of ["theme", "baby", "hand"]) {
    const chosen = cookie(what);
    if (chosen) document.documentElement.dataset[what] = chosen;
    else delete document.documentElement.dataset[what];
  }
})();
